package io.detsguard.application.service;

import io.detsguard.application.port.out.IoTrouble;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.RepositoryBusyException;
import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.RetentionDecision;
import io.detsguard.domain.backup.RunProgress.Step;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One pass over the tables: lock the repository, back up each table, settle, prune.
 *
 * <p>Success is claimed only for what would survive a power failure, so outcomes count after {@link
 * RepositorySession#settle()}, and retention is applied after that, to the tables that succeeded.
 */
final class RunExecution {
  private static final Logger LOG = System.getLogger(RunExecution.class.getName());

  private final LiveTables liveTables;
  private final SnapshotRepository repository;
  private final TableBackup tableBackup;
  private final BackupRules rules;
  private final ExecutorService workers;

  /**
   * @param workers threads that copy and check tables, as many at once as the disk gains from
   */
  RunExecution(
      LiveTables liveTables,
      SnapshotRepository repository,
      TableBackup tableBackup,
      BackupRules rules,
      ExecutorService workers) {
    this.liveTables = liveTables;
    this.repository = repository;
    this.tableBackup = tableBackup;
    this.rules = rules;
    this.workers = workers;
  }

  /** What a pass came to. */
  record Result(List<TableOutcome> outcomes, List<SnapshotId> pruned, List<String> notes) {}

  /**
   * Carries out a run. Never throws for a reason that lies in a table, the repository or the disk.
   *
   * @param begun told of the tables, before the first is touched
   */
  Result carryOut(ActiveRun run, BiConsumer<ActiveRun, List<TableName>> begun) {
    List<LiveTable> tables;
    try {
      tables = liveTables.list().stream().filter(table -> run.wants(table.name())).toList();
    } catch (IOException e) {
      LOG.log(Level.ERROR, "the tables could not be listed", e);
      return new Result(
          List.of(),
          List.of(),
          List.of("The tables could not be listed: " + IoTrouble.describe(e) + "."));
    }
    Map<TableName, TableTracker> trackers =
        tables.stream().collect(Collectors.toMap(LiveTable::name, t -> new TableTracker(t.name())));
    run.begin(tables.stream().map(table -> trackers.get(table.name())).toList());
    begun.accept(run, tables.stream().map(LiveTable::name).toList());
    return withSession(run, tables, trackers);
  }

  private Result withSession(
      ActiveRun run, List<LiveTable> tables, Map<TableName, TableTracker> trackers) {
    try (RepositorySession session = repository.begin("backup run " + run.id())) {
      return backUpAll(session, tables, trackers);
    } catch (RepositoryBusyException e) {
      return allFailed(tables, FailureKind.REPOSITORY_BUSY, capitalised(e.getMessage()) + ".");
    } catch (IOException e) {
      LOG.log(Level.ERROR, "the repository failed", e);
      return allFailed(
          tables,
          FailureKind.STORAGE,
          "The repository cannot be written: " + IoTrouble.describe(e) + ".");
    }
  }

  private Result backUpAll(
      RepositorySession session, List<LiveTable> tables, Map<TableName, TableTracker> trackers)
      throws IOException {
    Map<TableName, Snapshot> newest = repository.catalog().newestProven();
    Function<LiveTable, TableOutcome> backUp =
        table -> {
          TableTracker tracker = trackers.get(table.name());
          TableOutcome outcome =
              tableBackup.backUp(
                  session, table, Optional.ofNullable(newest.get(table.name())), tracker);
          tracker.begin(outcome instanceof TableOutcome.BackedUp ? Step.BACKED_UP : Step.FAILED);
          return outcome;
        };
    List<TableOutcome> outcomes = inParallel(tables, backUp);
    if (Thread.currentThread().isInterrupted()) {
      return new Result(outcomes, List.of(), List.of());
    }
    List<String> notes = new ArrayList<>();
    session.settle();
    List<SnapshotId> pruned = prune(session, outcomes, notes);
    return new Result(outcomes, pruned, notes);
  }

  private List<TableOutcome> inParallel(
      List<LiveTable> tables, Function<LiveTable, TableOutcome> backUp) {
    List<Callable<TableOutcome>> work =
        tables.stream().map(table -> (Callable<TableOutcome>) () -> backUp.apply(table)).toList();
    try {
      List<TableOutcome> outcomes = new ArrayList<>();
      for (Future<TableOutcome> done : workers.invokeAll(work)) {
        outcomes.add(done.get());
      }
      return outcomes;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return allFailed(tables, FailureKind.INTERRUPTED, "The run was stopped.").outcomes();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the backup of a table must answer, not throw", e);
    }
  }

  private List<SnapshotId> prune(
      RepositorySession session, List<TableOutcome> outcomes, List<String> notes)
      throws IOException {
    Set<SnapshotId> justMade =
        outcomes.stream()
            .filter(TableOutcome.BackedUp.class::isInstance)
            .map(outcome -> ((TableOutcome.BackedUp) outcome).snapshot().id())
            .collect(Collectors.toSet());
    Set<TableName> succeeded = justMade.stream().map(SnapshotId::table).collect(Collectors.toSet());
    List<RetentionDecision> decisions =
        rules.retention().decide(manifestsOf(repository.catalog(), succeeded), justMade);
    List<SnapshotId> pruned = new ArrayList<>();
    for (RetentionDecision decision : decisions) {
      if (!decision.keep()) {
        delete(session, decision.id(), pruned, notes);
      }
    }
    return pruned;
  }

  /** The backup stands even when an old snapshot cannot be removed; the operator is told. */
  private static void delete(
      RepositorySession session, SnapshotId id, List<SnapshotId> pruned, List<String> notes) {
    try {
      session.delete(id);
      pruned.add(id);
    } catch (IOException e) {
      LOG.log(Level.WARNING, "snapshot " + id + " could not be removed", e);
      notes.add("The old snapshot " + id + " could not be removed: " + IoTrouble.describe(e) + ".");
    }
  }

  private static List<Manifest> manifestsOf(Catalog catalog, Set<TableName> tables) {
    return catalog.snapshots().stream()
        .map(Snapshot::manifest)
        .filter(manifest -> tables.contains(manifest.id().table()))
        .toList();
  }

  private static Result allFailed(List<LiveTable> tables, FailureKind kind, String reason) {
    List<TableOutcome> outcomes = new ArrayList<>();
    tables.forEach(table -> outcomes.add(new TableOutcome.Failed(table.name(), kind, reason)));
    return new Result(outcomes, List.of(), List.of());
  }

  private static String capitalised(String sentence) {
    return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
  }
}
