package io.detsguard.storage.dets;

import java.io.IOException;

/** A table that was sound when it was checked, and is not any more when it is read. */
public final class TableChangedException extends IOException {
  private static final long serialVersionUID = 1;

  /** Says what was no longer there. */
  public TableChangedException(String what) {
    super("the table changed while it was read (" + what + "); try again when it is at rest");
  }
}
