package io.detsguard.http.dashboard;

import io.detsguard.application.port.in.BackUpTablesUseCase;
import io.detsguard.application.port.out.DashboardStateSource;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.http.HttpSettings;
import io.detsguard.http.backup.RunProgressView;
import io.detsguard.http.backup.RunSummaryView;
import io.detsguard.http.dashboard.DashboardStateView.BackupView;
import io.detsguard.http.health.HealthReportView;
import io.detsguard.http.health.ReadableHealth;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/** Gathers the state of everything a dashboard shows. Safe for use by many threads. */
@Singleton
public final class DashboardState implements DashboardStateSource {
  private static final int RECENT_RUNS = 10;

  private final ReadableHealth health;
  private final BackUpTablesUseCase backups;
  private final InstantSource clock;
  private final HttpSettings settings;
  private final JsonMapper json;

  DashboardState(
      ReadableHealth health,
      BackUpTablesUseCase backups,
      InstantSource clock,
      HttpSettings settings,
      JsonMapper json) {
    this.health = health;
    this.backups = backups;
    this.clock = clock;
    this.settings = settings;
    this.json = json;
  }

  @Override
  public byte[] currentState() throws IOException {
    return json.writeValueAsBytes(now());
  }

  /**
   * The state of this moment. A dashboard is there for bad times too: health that cannot be read is
   * part of the state, not a failure to give one.
   */
  public DashboardStateView now() {
    Optional<HealthReport> report = health.report();
    return new DashboardStateView(
        clock.millis(),
        OverallHealthView.from(report),
        report.map(HealthReportView::from),
        backup(),
        settings.sampleTables());
  }

  private BackupView backup() {
    return new BackupView(
        backups.current().map(RunProgressView::from),
        backups.recent().stream().limit(RECENT_RUNS).map(RunSummaryView::from).toList());
  }
}
