package io.detsguard.application.service;

import io.detsguard.application.port.in.DrillSnapshotsUseCase;
import io.detsguard.application.port.out.RestoreDrill;
import io.detsguard.application.port.out.RestoreDrill.Result;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.drill.Drill;
import io.detsguard.domain.drill.DrillBudget;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Drills the newest proven snapshots within a budget. Needs no lock of the repository: a snapshot
 * that is pruned meanwhile is passed over.
 */
public final class DrillSnapshotsService implements DrillSnapshotsUseCase {
  private final SnapshotRepository repository;
  private final RestoreDrill restoreDrill;
  private final DrillMemory memory;
  private final DrillBudget budget;
  private final InstantSource clock;

  public DrillSnapshotsService(
      SnapshotRepository repository,
      RestoreDrill restoreDrill,
      DrillMemory memory,
      DrillBudget budget,
      InstantSource clock) {
    this.repository = repository;
    this.restoreDrill = restoreDrill;
    this.memory = memory;
    this.budget = budget;
    this.clock = clock;
  }

  @Override
  public synchronized List<Drill> drill() throws IOException, InterruptedException {
    Map<TableName, Snapshot> newest = repository.catalog().newestProven();
    List<Drill> done = new ArrayList<>();
    for (Snapshot snapshot : budget.choose(newest.values(), memory.all())) {
      Drill drill = drill(snapshot);
      if (drill.succeeded() || isStillThere(snapshot)) {
        memory.add(drill, newest.keySet());
        done.add(drill);
      }
    }
    return done;
  }

  private Drill drill(Snapshot snapshot) throws IOException, InterruptedException {
    Instant at = clock.instant();
    Result result = restoreDrill.restore(snapshot);
    return new Drill(
        snapshot.id(),
        at,
        result.restoreTime(),
        snapshot.manifest().bytes(),
        result.erlang(),
        result.failure());
  }

  /** Retention takes the manifest away before the stored file. */
  private boolean isStillThere(Snapshot snapshot) throws IOException {
    return repository.catalog().find(snapshot.id()).isPresent();
  }

  @Override
  public void clear() throws IOException {
    restoreDrill.clear();
  }
}
