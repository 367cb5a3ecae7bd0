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

  /**
   * There is none, and no other way leads to one: the table's process is in the mode error, so what
   * its file holds is the state of no moment.
   *
   * @param why a sentence for the operator
   */
  record Broken(String why) implements Rung {}
}
