package io.detsguard.domain.health;

import io.detsguard.domain.node.NodeLook;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The health of all tables at one moment.
 *
 * @param at that moment
 * @param lastBackupAt when the newest proven snapshot of any table was taken
 * @param tables in the order of the catalogue
 * @param look the last look at the nodes
 * @param nodeConditions what is wrong with nodes, or with what they have open beside the catalogue
 */
public record HealthReport(
    Instant at,
    Optional<Instant> lastBackupAt,
    List<TableHealth> tables,
    NodeLook look,
    List<NodeCondition> nodeConditions) {
  public HealthReport {
    tables = List.copyOf(tables);
    nodeConditions = List.copyOf(nodeConditions);
  }

  /** A report without nodes. */
  public HealthReport(Instant at, Optional<Instant> lastBackupAt, List<TableHealth> tables) {
    this(at, lastBackupAt, tables, NodeLook.NONE, List.of());
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

  /** Whether some table's owner answers with errors only. */
  public boolean ownerError() {
    return tables.stream().anyMatch(table -> table.has(ConditionKind.OWNER_ERROR));
  }

  /**
   * Stale and fragmented together are unhealthy, and so is a table that its owner cannot use;
   * anything else that is wrong is a warning.
   */
  public HealthStatus status() {
    if (ownerError() || (staleBackup() && highFragmentation())) {
      return HealthStatus.UNHEALTHY;
    }
    boolean allWell =
        nodeConditions.isEmpty() && tables.stream().allMatch(table -> table.conditions().isEmpty());
    return allWell ? HealthStatus.HEALTHY : HealthStatus.WARNING;
  }
}
