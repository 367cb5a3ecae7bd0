package io.detsguard.domain.health;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The health of all tables at one moment.
 *
 * @param at that moment
 * @param lastBackupAt when the newest proven snapshot of any table was taken
 * @param tables in the order of the catalogue
 */
public record HealthReport(Instant at, Optional<Instant> lastBackupAt, List<TableHealth> tables) {
  public HealthReport {
    tables = List.copyOf(tables);
  }

  /** Whether some table has no proven snapshot that is young enough. */
  public boolean staleBackup() {
    return tables.stream()
        .flatMap(table -> table.conditions().stream())
        .anyMatch(condition -> condition.kind().isStaleness());
  }

  /** Whether some table wastes a large part of its file. */
  public boolean highFragmentation() {
    return tables.stream().anyMatch(table -> table.has(ConditionKind.HIGH_FRAGMENTATION));
  }

  /** Stale and fragmented together are unhealthy; anything wrong alone is a warning. */
  public HealthStatus status() {
    if (staleBackup() && highFragmentation()) {
      return HealthStatus.UNHEALTHY;
    }
    boolean allWell = tables.stream().allMatch(table -> table.conditions().isEmpty());
    return allWell ? HealthStatus.HEALTHY : HealthStatus.WARNING;
  }
}
