package io.detsguard.bootstrap.endtoend;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;

/**
 * Does to a table's file what the process that owns it does when it opens and closes the table.
 * While it is open, a backup waits for it.
 *
 * @param file the table
 */
record TableOwner(Path file) {
  /** Where the header says whether the table was properly closed. */
  private static final long CLOSED_PROPERLY_OFFSET = 8;

  void open() throws IOException {
    mark(0);
  }

  void close() throws IOException {
    mark(1);
  }

  private void mark(int closedProperly) throws IOException {
    try (RandomAccessFile table = new RandomAccessFile(file.toFile(), "rw")) {
      table.seek(CLOSED_PROPERLY_OFFSET);
      table.writeInt(closedProperly);
    }
  }
}
