package io.detsguard.http.health;

import io.detsguard.domain.health.HealthReport;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The health of all tables.
 *
 * @param healthStatus {@code healthy}, {@code warning} or {@code unhealthy}
 * @param staleBackup whether some table has no proven snapshot that is young enough
 * @param highFragmentation whether some table wastes a large part of its file
 * @param lastBackupAt milliseconds since the epoch; null when there never was one
 * @param checkedAt when the tables were looked at
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record HealthReportView(
    String healthStatus,
    boolean staleBackup,
    boolean highFragmentation,
    Optional<Long> lastBackupAt,
    long checkedAt,
    List<TableHealthView> tables) {

  public static HealthReportView from(HealthReport report) {
    return new HealthReportView(
        report.status().wireName(),
        report.staleBackup(),
        report.highFragmentation(),
        report.lastBackupAt().map(Instant::toEpochMilli),
        report.at().toEpochMilli(),
        report.tables().stream().map(TableHealthView::from).toList());
  }
}
