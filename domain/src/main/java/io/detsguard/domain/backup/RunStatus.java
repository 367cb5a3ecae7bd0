package io.detsguard.domain.backup;

import java.util.Locale;

/** How much of a backup run succeeded. */
public enum RunStatus {
  /** Every table has a new snapshot. */
  COMPLETE,
  /** Some have, some have not. */
  PARTIAL,
  /** None has, or there was none to back up. */
  FAILED;

  /** The name used in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
