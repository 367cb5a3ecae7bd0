package io.detsguard.storage.dets;

import java.io.IOException;

/**
 * Says that a table cannot be written because several of its keys are pids, ports, references or
 * funs that share a slot however many slots it gets, and their order in Erlang is not known here.
 */
public final class UnorderableKeysException extends IOException {
  private static final long serialVersionUID = 1L;

  UnorderableKeysException(long maxSlots) {
    super(
        "keys that are pids, ports, references or funs share a slot in a table of at most "
            + maxSlots
            + " slots: their order is known to Erlang only");
  }
}
