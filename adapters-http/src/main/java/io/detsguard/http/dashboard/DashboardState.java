package io.detsguard.http.dashboard;

import io.detsguard.application.port.in.BackUpTablesUseCase;
import io.detsguard.application.port.in.ReportHealthUseCase;
import io.detsguard.application.port.out.DashboardStateSource;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.http.HttpSettings;
import io.detsguard.http.backup.RunProgressView;
import io.detsguard.http.backup.RunSummaryView;
import io.detsguard.http.dashboard.DashboardStateView.BackupView;
import io.detsguard.http.health.HealthReportView;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gathers the state of everything a dashboard shows. Safe for use by many threads. */
@Singleton
public final class DashboardState implements DashboardStateSource {
  private static final Logger LOG = LoggerFactory.getLogger(DashboardState.class);
  private static final int RECENT_RUNS = 10;

  private final ReportHealthUseCase health;
  private final BackUpTablesUseCase backups;
  private final InstantSource clock;
  private final HttpSettings settings;
  private final JsonMapper json;

  DashboardState(
      ReportHealthUseCase health,
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
    Optional<HealthReport> report = report();
    return new DashboardStateView(
        clock.millis(),
        OverallHealthView.from(report),
        report.map(HealthReportView::from),
        backup(),
        settings.sampleTables());
  }

  private Optional<HealthReport> report() {
    try {
      return Optional.of(health.report());
    } catch (IOException e) {
      LOG.error("the health of the tables could not be read", e);
      return Optional.empty();
    }
  }

  private BackupView backup() {
    return new BackupView(
        backups.current().map(RunProgressView::from),
        backups.recent().stream().limit(RECENT_RUNS).map(RunSummaryView::from).toList());
  }
}
