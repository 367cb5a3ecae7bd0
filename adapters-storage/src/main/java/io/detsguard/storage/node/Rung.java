package io.detsguard.storage.node;

import io.detsguard.application.port.out.TableCopier.CopyOutcome.Copied;

/** What one way to copy a table came to. */
sealed interface Rung {
  /** There is a copy. */
  record Reached(Copied copy) implements Rung {}

  /**
   * There is none.
   *
   * @param why a sentence for the operator
   */
  record Missed(String why) implements Rung {}
}
