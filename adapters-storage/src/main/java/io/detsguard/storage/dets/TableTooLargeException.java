package io.detsguard.storage.dets;

import io.detsguard.domain.table.TableFigures;
import java.io.IOException;

/** Says that objects do not fit into one table: no block may end beyond 2 GiB less 50 MB. */
public final class TableTooLargeException extends IOException {
  private static final long serialVersionUID = 1L;

  /** A table that would need so many bytes. */
  public TableTooLargeException(long bytes) {
    super(
        "the objects need "
            + bytes
            + " bytes, a table has at most "
            + TableFigures.ADDRESS_LIMIT
            + ": divide them among several tables");
  }
}
