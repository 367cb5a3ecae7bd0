package io.detsguard.storage.copy;

import io.detsguard.storage.file.FileStamp;

/** Which files other processes hold open, as far as this one may know. */
@FunctionalInterface
public interface OpenFiles {
  /**
   * Whether some other process is known to hold the file open. A process that cannot be looked
   * into, such as one of another user or on another machine, counts as not holding it.
   */
  boolean isHeld(FileStamp file);
}
