package io.detsguard.http.metrics;

import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.HealthStatus;
import io.detsguard.http.health.HealthReportView;
import io.detsguard.http.health.ReadableHealth;
import io.detsguard.http.health.TableHealthView;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Collects the health of all tables, each figure as it stands in one report. What is not known has
 * no value; while no report can be made, {@code detsguard_health_readable} alone is there, with 0.
 */
@Singleton
final class TableCollector implements MultiCollector {
  private final ReadableHealth health;
  private final InstantSource clock;

  TableCollector(ReadableHealth health, InstantSource clock) {
    this.health = health;
    this.clock = clock;
  }

  @Override
  public MetricSnapshots collect() {
    List<MetricSnapshot> families = new ArrayList<>();
    Optional<HealthReport> report = health.report();
    families.add(
        new GaugeFamily(
                "detsguard_health_readable", "1 while the health of the tables can be read.")
            .add(report.isPresent())
            .snapshot());
    report.ifPresent(read -> addAll(families, read));
    return new MetricSnapshots(families);
  }

  private void addAll(List<MetricSnapshot> families, HealthReport report) {
    Instant now = clock.instant();
    families.add(statuses(report.status()));
    families.add(
        new GaugeFamily("detsguard_tables", "Tables of the catalogue.")
            .add(report.tables().size())
            .snapshot());
    report.lastBackupAt().ifPresent(at -> addLastBackup(families, at, now));
    HealthReportView view = HealthReportView.from(report);
    List<TableHealthView> tables = view.tables();
    for (TableMeasure measure : TableMeasure.all(now)) {
      families.add(measure.of(tables));
    }
    families.add(tableStatuses(tables));
    families.add(conditions(tables));
    families.addAll(NodeFigures.of(view.nodes()));
  }

  private static MetricSnapshot statuses(HealthStatus present) {
    GaugeFamily family =
        new GaugeFamily("detsguard_health_status", "1 for the status that the storage has.");
    for (HealthStatus status : HealthStatus.values()) {
      family.add(status == present, "status", status.wireName());
    }
    return family.snapshot();
  }

  private static void addLastBackup(List<MetricSnapshot> families, Instant at, Instant now) {
    families.add(
        new GaugeFamily(
                "detsguard_last_backup_timestamp_seconds",
                "When the newest proven snapshot of any table was taken, since the epoch.")
            .add(at.toEpochMilli() / 1000.0)
            .snapshot());
    families.add(
        new GaugeFamily(
                "detsguard_last_backup_age_seconds",
                "Age of the newest proven snapshot of any table.")
            .add(Duration.between(at, now).toMillis() / 1000.0)
            .snapshot());
  }

  private static MetricSnapshot tableStatuses(List<TableHealthView> tables) {
    GaugeFamily family =
        new GaugeFamily("detsguard_table_status", "1 for the status that the table has.");
    for (TableHealthView table : tables) {
      for (String status : List.of("ok", "warning", "unavailable")) {
        family.add(status.equals(table.status()), "table", table.table(), "status", status);
      }
    }
    return family.snapshot();
  }

  private static MetricSnapshot conditions(List<TableHealthView> tables) {
    GaugeFamily family =
        new GaugeFamily(
            "detsguard_table_condition",
            "1 for each condition that the table has; others are not there.");
    for (TableHealthView table : tables) {
      table
          .conditions()
          .forEach(
              condition -> family.add(1, "table", table.table(), "condition", condition.kind()));
    }
    return family.snapshot();
  }
}
