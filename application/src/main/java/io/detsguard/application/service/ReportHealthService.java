package io.detsguard.application.service;

import io.detsguard.application.port.in.ReportHealthUseCase;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.port.out.TableLooks;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.drill.TableDrills;
import io.detsguard.domain.health.HealthAssessor;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.TableFacts;
import io.detsguard.domain.health.TableHealth;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.node.NodeLook;
import io.detsguard.domain.node.Ownership;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Reports health from the live files and the repository, both only read.
 *
 * <p>A report serves all who ask within a second of it, so that a crowd of dashboards costs the
 * disk one look. While a new report is being made, others get the one before. What nodes know is
 * taken from the memory of the last look at them: a report never waits for a node.
 */
public final class ReportHealthService implements ReportHealthUseCase {
  private static final Duration FRESH = Duration.ofSeconds(1);

  /** From here on it pays to share the looks out among processors. */
  private static final int MANY_TABLES = 200;

  private final LiveTables liveTables;
  private final SnapshotRepository repository;
  private final DrillMemory drills;
  private final NodeMemory nodes;
  private final HealthAssessor assessor;
  private final InstantSource clock;
  private final ReentrantLock making = new ReentrantLock();
  private final AtomicLong changes = new AtomicLong();
  private Optional<Newest> newestKnown = Optional.empty();
  private volatile Optional<HealthReport> latest = Optional.empty();

  public ReportHealthService(
      LiveTables liveTables,
      SnapshotRepository repository,
      DrillMemory drills,
      NodeMemory nodes,
      HealthAssessor assessor,
      InstantSource clock) {
    this.drills = drills;
    this.nodes = nodes;
    this.liveTables = liveTables;
    this.repository = repository;
    this.assessor = assessor;
    this.clock = clock;
  }

  @Override
  public HealthReport report() throws IOException {
    Optional<HealthReport> known = latest;
    if (known.isPresent() && isFresh(known.get())) {
      return known.get();
    }
    if (known.isPresent() && making.isLocked() && !making.isHeldByCurrentThread()) {
      return known.get();
    }
    making.lock();
    try {
      return refresh();
    } finally {
      making.unlock();
    }
  }

  @Override
  public Optional<HealthReport> atHand() {
    return latest.filter(this::isFresh);
  }

  /** Makes the next report a new one; to be called when something is known to have changed. */
  public void forget() {
    changes.incrementAndGet();
    latest = Optional.empty();
  }

  private HealthReport refresh() throws IOException {
    Optional<HealthReport> known = latest;
    if (known.isPresent() && isFresh(known.get())) {
      return known.get();
    }
    long before = changes.get();
    HealthReport report = look();
    if (changes.get() == before) {
      latest = Optional.of(report);
    }
    return report;
  }

  private boolean isFresh(HealthReport report) {
    Duration age = Duration.between(report.at(), clock.instant());
    return !age.isNegative() && age.compareTo(FRESH) < 0;
  }

  private HealthReport look() throws IOException {
    Instant now = clock.instant();
    Newest newest = newest(repository.catalog());
    Map<TableName, TableDrills> drilled = drills.all();
    NodeLook look = nodes.latest();
    Function<TableName, Ownership> ownerships = look.ownerships();
    List<LiveTable> tables = liveTables.list();
    try (TableLooks looks = liveTables.looks()) {
      List<TableHealth> judged =
          all(
              tables,
              table -> {
                TableObservation seen = looks.observe(table);
                Ownership owners = ownerships.apply(table.name());
                return assessor.assess(now, facts(table.name(), seen, newest, drilled, owners));
              });
      return assessor.report(now, newest.catalog().lastBackupAt(), judged, look);
    }
  }

  /** A look at a file is a call into the system, and many of them gain from a second processor. */
  private static List<TableHealth> all(
      List<LiveTable> tables, Function<LiveTable, TableHealth> judge) {
    return tables.size() < MANY_TABLES
        ? tables.stream().map(judge).toList()
        : SharedWork.map(tables, judge);
  }

  private static TableFacts facts(
      TableName table,
      TableObservation seen,
      Newest newest,
      Map<TableName, TableDrills> drilled,
      Ownership owners) {
    return new TableFacts(
        table,
        seen,
        Optional.ofNullable(newest.ofTable().get(table)),
        Optional.ofNullable(newest.salvaged().get(table)),
        Optional.ofNullable(drilled.get(table)),
        owners);
  }

  /** To be called by the one who makes a report. */
  private Newest newest(Catalog catalog) {
    if (newestKnown.isEmpty() || newestKnown.get().catalog() != catalog) {
      newestKnown =
          Optional.of(new Newest(catalog, catalog.newestProven(), catalog.newestSalvaged()));
    }
    return newestKnown.get();
  }

  /** The newest proven snapshots of a catalogue, and the salvaged ones that are newer. */
  private record Newest(
      Catalog catalog, Map<TableName, Snapshot> ofTable, Map<TableName, Snapshot> salvaged) {}
}
