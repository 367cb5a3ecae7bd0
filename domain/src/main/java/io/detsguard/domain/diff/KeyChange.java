package io.detsguard.domain.diff;

import java.util.Locale;

/**
 * One key that two tables do not agree on.
 *
 * @param kind what happened to it
 * @param key the key as an Erlang term; of a very long one the beginning and an ellipsis
 */
public record KeyChange(Kind kind, String key) {
  /** What happened to a key between the first table and the second. */
  public enum Kind {
    /** Only the second table has it. */
    ADDED,
    /** Only the first table has it. */
    REMOVED,
    /** Both have it, with different records. */
    CHANGED;

    /** The name used in JSON. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
