package io.detsguard.http.metrics;

import io.detsguard.application.port.in.ListSnapshotsUseCase;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.table.TableName;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Collects what the repository holds; nothing while it cannot be read. */
@Singleton
final class RepositoryCollector implements MultiCollector {
  private static final Logger LOG = LoggerFactory.getLogger(RepositoryCollector.class);

  private final ListSnapshotsUseCase snapshots;

  RepositoryCollector(ListSnapshotsUseCase snapshots) {
    this.snapshots = snapshots;
  }

  @Override
  public MetricSnapshots collect() {
    try {
      return families(snapshots.list());
    } catch (IOException e) {
      LOG.error("the repository could not be read", e);
      return new MetricSnapshots();
    }
  }

  private static MetricSnapshots families(Catalog catalog) {
    GaugeFamily counts =
        new GaugeFamily("detsguard_table_snapshots", "Proven snapshots of the table.");
    provenByTable(catalog).forEach((table, count) -> counts.add(count, "table", table.value()));
    GaugeFamily bytes =
        new GaugeFamily(
                "detsguard_repository_bytes",
                "Bytes of stored tables; what snapshots share is counted once.")
            .add(storedBytes(catalog));
    GaugeFamily notes =
        new GaugeFamily(
                "detsguard_repository_notes", "Things in the repository that are no snapshots.")
            .add(catalog.notes().size());
    return new MetricSnapshots(counts.snapshot(), bytes.snapshot(), notes.snapshot());
  }

  private static Map<TableName, Long> provenByTable(Catalog catalog) {
    return catalog.snapshots().stream()
        .filter(snapshot -> snapshot.manifest().isProven())
        .collect(
            Collectors.groupingBy(
                snapshot -> snapshot.id().table(), TreeMap::new, Collectors.counting()));
  }

  /** A snapshot of an unchanged table is another name of the bytes that were stored before. */
  private static long storedBytes(Catalog catalog) {
    return catalog.snapshots().stream()
        .map(Snapshot::manifest)
        .collect(
            Collectors.toMap(
                manifest -> manifest.id().table() + " " + manifest.sha256(),
                manifest -> manifest.bytes(),
                (bytes, again) -> bytes))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .sum();
  }
}
