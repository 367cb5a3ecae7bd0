package io.detsguard.storage.copy;

import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.storage.copy.SourceFiles.SourceFile;
import io.detsguard.storage.file.FileStamp;
import java.nio.file.Path;

/**
 * A table's file as it was seen before it was copied.
 *
 * @param stamp of the path, taken before the file was opened
 */
record SeenFile(Path path, FileStamp stamp, TableEnds ends) {
  /** Reads the ends of the opened file that had that stamp. */
  static SeenFile of(Path path, FileStamp stamp, SourceFile file) throws SourceException {
    return new SeenFile(path, stamp, TableEnds.read(file, stamp.bytes()));
  }

  long bytes() {
    return stamp.bytes();
  }

  /**
   * Whether nothing has moved since then. The file is opened anew, so that this looks at what has
   * the name now.
   */
  boolean isStill(SourceFiles files) throws SourceException {
    try (SourceFile file = files.open(path)) {
      return TableEnds.read(file, bytes()).sameAs(ends) && files.stamp(path).equals(stamp);
    }
  }

  SourceStamp sourceStamp() {
    return ends.sourceStamp(stamp);
  }
}
