package io.detsguard.storage.copy;

import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.storage.copy.SourceFiles.SourceFile;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.FileStamp;
import io.detsguard.storage.file.OutputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Copies the file of a table that is not properly closed, as it is. */
final class UnclosedCopy {
  private static final int BUFFER_BYTES = 1 << 20;

  private final SourceFiles sources;
  private final DurableFiles files;

  UnclosedCopy(SourceFiles sources, DurableFiles files) {
    this.sources = sources;
    this.files = files;
  }

  /**
   * Copies a file that has that stamp.
   *
   * @param copy where to; it must not exist
   * @param goOn asked after each piece; false ends the copy
   * @return the state that was copied; empty when the table is closed, or was moved or ended
   *     meanwhile
   * @throws IOException when the copy cannot be written
   */
  Optional<SourceStamp> take(Path path, FileStamp stamp, Path copy, BooleanSupplier goOn)
      throws SourceException, IOException {
    try (SourceFile file = sources.open(path)) {
      SeenFile seen = SeenFile.of(path, stamp, file);
      boolean whole =
          seen.ends().state() instanceof TableEnds.Open && copy(file, seen.bytes(), copy, goOn);
      return whole && seen.isStill(sources) ? Optional.of(seen.sourceStamp()) : Optional.empty();
    }
  }

  /** Whether there were as many bytes as there should be. */
  private boolean copy(SourceFile source, long bytes, Path copy, BooleanSupplier goOn)
      throws SourceException, IOException {
    try (OutputFile output = files.create(copy, PosixFilePermissions.fromString("rw-------"))) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
      for (long position = 0; position < bytes; position += buffer.limit()) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), bytes - position));
        if (source.read(buffer, position) < buffer.limit() || !goOn.getAsBoolean()) {
          return false;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
          output.write(buffer);
        }
      }
      return true;
    }
  }
}
