package io.detsguard.application.service;

import io.detsguard.application.port.out.IoTrouble;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.RepositoryBusyException;
import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.RunContext;
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
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  private final RunContext context;
  private final TableBackup tableBackup;
  private final BackupRules rules;
  private final RunWorkers workers;

  RunExecution(BackupPorts ports, TableBackup tableBackup, BackupRules rules, RunWorkers workers) {
    this.liveTables = ports.liveTables();
    this.repository = ports.repository();
    this.context = ports.context();
    this.tableBackup = tableBackup;
    this.rules = rules;
    this.workers = workers;
  }

  /** What a pass came to. */
  record Result(List<TableOutcome> outcomes, List<SnapshotId> pruned, List<String> notes) {
    /** The same, with what was noticed before. */
    Result after(List<String> noticed) {
      Stream<String> sentences = noticed.stream().map(note -> capitalised(note) + ".");
      return new Result(outcomes, pruned, Stream.concat(sentences, notes.stream()).toList());
    }
  }

  /**
   * Carries out a run. Never throws for a reason that lies in a table, the repository or the disk.
   *
   * @param begun told of the tables, before the first is touched
   */
  Result carryOut(ActiveRun run, BiConsumer<ActiveRun, List<TableName>> begun) {
    List<LiveTable> tables;
    List<String> notes;
    try {
      List<LiveTable> all = liveTables.list();
      tables = all.stream().filter(table -> run.wants(table.name())).toList();
      notes = tables.size() == all.size() ? liveTables.notes() : List.of();
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
    return withSession(run, tables, trackers).after(notes);
  }

  private Result withSession(
      ActiveRun run, List<LiveTable> tables, Map<TableName, TableTracker> trackers) {
    try (RepositorySession session = repository.begin("backup run " + run.id())) {
      return backUpAll(run, session, tables, trackers);
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
      ActiveRun run,
      RepositorySession session,
      List<LiveTable> tables,
      Map<TableName, TableTracker> trackers)
      throws IOException {
    Catalog before = session.catalog();
    Map<TableName, Snapshot> proven = before.newestProven();
    Map<TableName, Snapshot> salvaged = before.newestSalvaged();
    Function<LiveTable, TableOutcome> backUp =
        table -> {
          TableTracker tracker = trackers.get(table.name());
          TableOutcome outcome =
              tableBackup.backUp(
                  session,
                  table,
                  new NewestSnapshots(
                      Optional.ofNullable(proven.get(table.name())),
                      Optional.ofNullable(salvaged.get(table.name()))),
                  tracker);
          tracker.begin(outcome instanceof TableOutcome.BackedUp ? Step.BACKED_UP : Step.FAILED);
          return outcome;
        };
    List<TableOutcome> outcomes;
    try {
      outcomes = workers.inParallel(tables, inRun(run, backUp));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return allFailed(tables, FailureKind.INTERRUPTED, "The run was stopped.");
    }
    session.settle();
    return pruned(run, session, before, outcomes);
  }

  /** All that a thread does for a run belongs to the run. */
  private <T, R> Function<T, R> inRun(ActiveRun run, Function<T, R> work) {
    return input -> {
      try (RunContext.Scope _ = context.enter(run.id())) {
        return work.apply(input);
      }
    };
  }

  /** Applies retention to the tables that succeeded. */
  private Result pruned(
      ActiveRun run, RepositorySession session, Catalog before, List<TableOutcome> outcomes) {
    List<SnapshotId> superfluous = superfluous(before, outcomes);
    List<Optional<String>> refusals;
    try {
      refusals = workers.inParallel(superfluous, inRun(run, id -> delete(session, id)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      String note = "The run was stopped before all old snapshots were removed.";
      return new Result(outcomes, List.of(), List.of(note));
    }
    List<SnapshotId> pruned = new ArrayList<>();
    for (int i = 0; i < superfluous.size(); i++) {
      if (refusals.get(i).isEmpty()) {
        pruned.add(superfluous.get(i));
      }
    }
    return new Result(outcomes, pruned, refusals.stream().flatMap(Optional::stream).toList());
  }

  /** The repository holds what was there before and what was made: the lock keeps others out. */
  private List<SnapshotId> superfluous(Catalog before, List<TableOutcome> outcomes) {
    List<Manifest> made =
        outcomes.stream()
            .flatMap(outcome -> outcome.made().stream())
            .map(Snapshot::manifest)
            .toList();
    Set<SnapshotId> justMade = made.stream().map(Manifest::id).collect(Collectors.toSet());
    Set<TableName> succeeded = justMade.stream().map(SnapshotId::table).collect(Collectors.toSet());
    List<Manifest> present =
        Stream.concat(before.snapshots().stream().map(Snapshot::manifest), made.stream())
            .filter(manifest -> succeeded.contains(manifest.id().table()))
            .toList();
    return rules.retention().decide(present, justMade).stream()
        .filter(decision -> !decision.keep())
        .map(RetentionDecision::id)
        .toList();
  }

  /**
   * Deletes a snapshot, or tells the operator why it is still there: the backup stands even when an
   * old snapshot cannot be removed.
   */
  private static Optional<String> delete(RepositorySession session, SnapshotId id) {
    try {
      session.delete(id);
      return Optional.empty();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "snapshot " + id + " could not be removed", e);
      return Optional.of(
          "The old snapshot " + id + " could not be removed: " + IoTrouble.describe(e) + ".");
    }
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
