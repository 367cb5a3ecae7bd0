package io.detsguard.storage.file;

import java.io.IOException;
import java.nio.file.Path;

/** Takes the stamps of files, symbolic links followed. Safe for use by many threads. */
@FunctionalInterface
public interface Stamps {
  /** By way of the JDK, on every system that has Unix files. */
  Stamps PORTABLE = FileStamp::of;

  /** The fastest way that this system has. */
  static Stamps fastest() {
    return StatxStamps.ofThisSystem().orElse(PORTABLE);
  }

  /**
   * The stamp of what {@code path} names now.
   *
   * @throws IOException when there is nothing, or no permission to look
   * @throws UnsupportedOperationException where files have no Unix attributes
   */
  FileStamp of(Path path) throws IOException;
}
