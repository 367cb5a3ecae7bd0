package io.detsguard.storage.distribution;

import java.util.Locale;

/** What may be asked of a table by {@code dets:info/2}. */
public enum TableItem {
  /** The file, as the table was opened with it: possibly relative to the node's directory. */
  FILENAME,
  /** The table process. Known without asking it. */
  OWNER,
  /** The table process, by its own word. */
  PID,
  /** The processes that have the table open. Known without asking it; undocumented. */
  USERS,
  /** Who holds it fixed, since when. */
  SAFE_FIXED,
  AUTO_SAVE,
  ACCESS,
  RAM_FILE,
  /** The cache of updates: for how long, and how many bytes. Undocumented. */
  DELAYED_WRITE,
  /** The number of records. Writes the cache to the file first. */
  SIZE;

  /** Whether the table process writes its cache to the file before it answers. */
  public boolean flushes() {
    return this == SIZE;
  }

  String erlangName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
