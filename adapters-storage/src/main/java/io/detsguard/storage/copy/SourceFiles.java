package io.detsguard.storage.copy;

import io.detsguard.storage.file.FileStamp;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The live files, as far as copying needs them. Each call sees the file as it is then. */
interface SourceFiles {
  /** What the path names now. */
  FileStamp stamp(Path path) throws SourceException;

  /** Opens for reading, and nothing else. */
  SourceFile open(Path path) throws SourceException;

  /** A live file that is open; stays the same file when its name is given to another. */
  interface SourceFile extends AutoCloseable {
    /**
     * Reads until the buffer is full or the file ends.
     *
     * @return bytes read, less than asked for only at the end of the file
     */
    int read(ByteBuffer target, long position) throws SourceException;

    @Override
    void close() throws SourceException;
  }
}
