package io.detsguard.domain.node;

import java.util.Locale;

/** In which state a table process says its table is. */
public enum TableMode {
  /** The file holds every update, and is marked as properly closed. */
  CLEAN,
  /** Updates came since the last save; a kill now leaves a file that must be repaired. */
  DIRTY,
  /** Every call that needs data is answered with the same error until the table is closed. */
  ERROR,
  /** The process was not asked, or did not answer in time. */
  UNKNOWN;

  /** The name used in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
