package io.detsguard.storage.copy;

import io.detsguard.storage.copy.SourceFiles.SourceFile;
import io.detsguard.storage.dets.DetsLayout;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The four bytes of a table's header that its owner sets when the file is whole. */
final class ClosedFlag {
  private ClosedFlag() {}

  /** Whether they are set at this moment, in whatever file has the name now. */
  static boolean isSet(SourceFiles files, Path path) throws SourceException {
    ByteBuffer flag = ByteBuffer.allocate(Integer.BYTES);
    try (SourceFile file = files.open(path)) {
      return file.read(flag, DetsLayout.CLOSED_PROPERLY_OFFSET) == Integer.BYTES
          && flag.getInt(0) == DetsLayout.CLOSED_PROPERLY;
    }
  }
}
