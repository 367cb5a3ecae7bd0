package io.detsguard.domain.backup;

import java.util.Locale;

/** Why a table has no new snapshot. */
public enum FailureKind {
  /** The live file is missing, unreadable or no DETS table. */
  UNAVAILABLE,
  /** The owner never closed or synced it while we waited. */
  NOT_PROPERLY_CLOSED,
  /** Each time it was read, it changed meanwhile. */
  KEPT_CHANGING,
  /** The copy was read back and something in it cannot be. */
  DAMAGED,
  /** The repository could not take it: no space, no permission, an I/O error. */
  STORAGE,
  /** Another process writes to the repository. */
  REPOSITORY_BUSY,
  /** The run was told to stop. */
  INTERRUPTED,
  /** A defect of this program; the log has the details. */
  INTERNAL;

  /** The name used in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
