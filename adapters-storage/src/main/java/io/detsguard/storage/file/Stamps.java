package io.detsguard.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

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

  /**
   * Stamps for a look at many files, cheaper for those that lie right inside of one of these
   * directories, where a system has a way. Each directory is looked up now: when another one takes
   * its name before this is closed, the stamps may be those of the files in the old one.
   *
   * @param directories those that cannot be looked up are no better than any other place
   */
  default OpenStamps near(List<Path> directories) {
    return new OrdinaryStamps(this);
  }
}
