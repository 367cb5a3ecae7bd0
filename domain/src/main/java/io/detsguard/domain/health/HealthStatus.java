package io.detsguard.domain.health;

import java.util.Locale;

/** How the storage is, in one word. */
public enum HealthStatus {
  HEALTHY,
  /** Something needs attention. */
  WARNING,
  /**
   * Backups are stale and space is badly fragmented, both at once; or a table's owner answers with
   * errors only.
   */
  UNHEALTHY;

  /** The name used in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
