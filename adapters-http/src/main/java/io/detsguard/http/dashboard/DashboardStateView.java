package io.detsguard.http.dashboard;

import io.detsguard.http.backup.RunProgressView;
import io.detsguard.http.backup.RunSummaryView;
import io.detsguard.http.health.HealthReportView;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import java.util.Optional;

/**
 * All that a dashboard shows.
 *
 * @param timestamp when it was gathered, milliseconds since the epoch
 * @param health everything in one word and a few sentences
 * @param detsHealth the health of the tables; null when it could not be read
 * @param backup the backup runs
 * @param sampleTables whether the tables are samples that the service made for itself
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record DashboardStateView(
    long timestamp,
    OverallHealthView health,
    Optional<HealthReportView> detsHealth,
    BackupView backup,
    boolean sampleTables) {

  /**
   * The backup runs.
   *
   * @param running the one at work; null when none is
   * @param recentRuns the latest finished ones, newest first
   */
  @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
  public record BackupView(Optional<RunProgressView> running, List<RunSummaryView> recentRuns) {}
}
