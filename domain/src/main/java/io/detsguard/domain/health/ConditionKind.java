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
