package io.detsguard.domain.health;

import java.util.Locale;

/** The sorts of things that can be wrong with a table's storage. */
public enum ConditionKind {
  UNAVAILABLE,
  NEVER_BACKED_UP,
  STALE_BACKUP,
  /** The newest snapshot is what could be saved of a table whose owner died. */
  SALVAGED_ONLY,
  /** The newest snapshot that was tried could not be restored. */
  DRILL_FAILED,
  /** Its snapshots are larger than what is restored in drills, so that none ever is. */
  NEVER_DRILLED,
  /** Its owner answers every call that needs data with an error, until the table is closed. */
  OWNER_ERROR,
  /** Its owner does not save it: a kill now leaves a file that must be repaired. */
  NEVER_SAVED,
  /** The file is not properly closed, and no node has it open. */
  LEFT_OPEN,
  /** The table lives in its owner's memory, and its file is older than that. */
  RAM_FILE,
  /** It is open more than once, and somebody writes. */
  SHARED_FILE,
  /** Its owner holds it fixed for long, so that no space is given back. */
  FIXED_LONG,
  /** Many calls wait for its owner. */
  LONG_QUEUE,
  HIGH_FRAGMENTATION,
  NEARLY_FULL;

  /** The name used in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether a table with this condition has no backup that is young enough. */
  public boolean isStaleness() {
    return this == NEVER_BACKED_UP || this == STALE_BACKUP;
  }
}
