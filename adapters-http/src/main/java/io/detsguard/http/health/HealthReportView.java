package io.detsguard.http.health;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.domain.health.HealthReport;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The health of all tables.
 *
 * @param healthStatus {@code healthy}, {@code warning} or {@code unhealthy}
 * @param staleBackup whether some table has no proven snapshot that is young enough
 * @param highFragmentation whether some table wastes a large part of its file
 * @param lastBackupAt when the newest proven snapshot of any table was taken, milliseconds since
 *     the epoch; null when there never was one
 * @param checkedAt when the tables were looked at, milliseconds since the epoch
 * @param nodes each configured Erlang node, in the order of the configuration
 * @param tables each table, in the order of the catalogue
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record HealthReportView(
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"healthy", "warning", "unhealthy"})
        String healthStatus,
    boolean staleBackup,
    boolean highFragmentation,
    Optional<Long> lastBackupAt,
    long checkedAt,
    List<NodeView> nodes,
    List<TableHealthView> tables) {

  public static HealthReportView from(HealthReport report) {
    return with(report, report.tables().stream().map(TableHealthView::from).toList());
  }

  /** What there is to say of all tables together. */
  static HealthReportView withoutTables(HealthReport report) {
    return with(report, List.of());
  }

  private static HealthReportView with(HealthReport report, List<TableHealthView> tables) {
    return new HealthReportView(
        report.status().wireName(),
        report.staleBackup(),
        report.highFragmentation(),
        report.lastBackupAt().map(Instant::toEpochMilli),
        report.at().toEpochMilli(),
        NodeView.all(report),
        tables);
  }
}
