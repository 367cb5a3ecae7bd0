package io.detsguard.application.service;

import io.detsguard.application.port.in.ReportHealthUseCase;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.health.HealthAssessor;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.TableFacts;
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

/**
 * Reports health from the live files and the repository, both only read.
 *
 * <p>A report serves all who ask within a second of it, so that a crowd of dashboards costs the
 * disk one look. While a new report is being made, others get the one before.
 */
public final class ReportHealthService implements ReportHealthUseCase {
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final LiveTables liveTables;
  private final SnapshotRepository repository;
  private final HealthAssessor assessor;
  private final InstantSource clock;
  private final ReentrantLock making = new ReentrantLock();
  private final AtomicLong changes = new AtomicLong();
  private volatile Optional<HealthReport> latest = Optional.empty();

  public ReportHealthService(
      LiveTables liveTables,
      SnapshotRepository repository,
      HealthAssessor assessor,
      InstantSource clock) {
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
    Catalog catalog = repository.catalog();
    Map<TableName, Snapshot> newest = catalog.newestProven();
    List<TableFacts> facts =
        liveTables.list().stream()
            .map(
                table ->
                    new TableFacts(
                        table.name(),
                        liveTables.observe(table),
                        Optional.ofNullable(newest.get(table.name()))))
            .toList();
    return assessor.assess(now, catalog.lastBackupAt(), facts);
  }
}
