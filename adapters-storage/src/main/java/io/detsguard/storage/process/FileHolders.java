package io.detsguard.storage.process;

import io.detsguard.domain.restore.Occupancy;
import java.nio.file.Path;

/** Tells which processes, other than this one, have a file open. Safe for use by many threads. */
@FunctionalInterface
public interface FileHolders {
  /**
   * Looks at every process once; the answer is that of this moment.
   *
   * @param file an absolute path; there need not be a file: one that was removed may still be open
   */
  Occupancy of(Path file);
}
