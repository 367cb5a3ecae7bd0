package io.detsguard.application.service;

import io.detsguard.application.port.in.BackUpTablesUseCase;
import io.detsguard.application.port.in.ShuttingDownException;
import io.detsguard.application.port.in.UnknownTableException;
import io.detsguard.application.port.out.EventPublisher;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.RunContext;
import io.detsguard.application.port.out.RunJournal;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.domain.event.GuardEvent;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Runs backups one after the other. At most one is at work and at most one waits; whatever is asked
 * for during a run joins the one that waits.
 */
public final class BackUpTablesService implements BackUpTablesUseCase {
  private static final Logger LOG = System.getLogger(BackUpTablesService.class.getName());

  /** Beside each one at work on a table, another waits for the disk with the next. */
  private static final int THREADS_FOR_EACH_AT_WORK = 2;

  private final LiveTables liveTables;
  private final RunContext context;
  private final RunExecution execution;
  private final FinishedRuns finished;
  private final EventPublisher events;
  private final RunIds ids;
  private final InstantSource clock;
  private final ExecutorService runner;
  private final RunWorkers workers;

  private final Object lock = new Object();
  private Optional<ActiveRun> working = Optional.empty();
  private Optional<ActiveRun> waiting = Optional.empty();
  private boolean closing;

  /**
   * @param runner one thread that carries out runs; closed by {@link #shutDown}
   * @param threads makes the threads that copy and check the tables of all runs; they are let go by
   *     {@link #shutDown}
   */
  public BackUpTablesService(
      BackupPorts ports,
      BackupRules rules,
      EventPublisher events,
      RunJournal journal,
      RunIds ids,
      InstantSource clock,
      ExecutorService runner,
      ThreadFactory threads) {
    this.liveTables = ports.liveTables();
    this.context = ports.context();
    TableBackup tableBackup = new TableBackup(ports, rules, clock);
    this.workers = new RunWorkers(rules.tablesAtOnce() * THREADS_FOR_EACH_AT_WORK, threads);
    this.execution = new RunExecution(ports, tableBackup, rules, workers);
    this.finished = new FinishedRuns(journal);
    this.events = events;
    this.ids = ids;
    this.clock = clock;
    this.runner = runner;
  }

  @Override
  public RunTicket request(Set<TableName> tables, RunTrigger trigger) {
    requireKnown(tables);
    synchronized (lock) {
      if (closing) {
        throw new ShuttingDownException();
      }
      ActiveRun run = waiting.orElseGet(() -> enqueue(trigger));
      run.add(tables);
      return run.ticket();
    }
  }

  @Override
  public Optional<RunProgress> find(RunId id) {
    Optional<RunProgress> active;
    synchronized (lock) {
      active =
          Stream.of(working, waiting)
              .flatMap(Optional::stream)
              .filter(run -> run.id().equals(id))
              .map(ActiveRun::progress)
              .findFirst();
    }
    return active.or(() -> finished.find(id));
  }

  @Override
  public Optional<RunProgress> current() {
    synchronized (lock) {
      return working.map(ActiveRun::progress);
    }
  }

  @Override
  public List<BackupRun> recent() {
    return finished.newestFirst();
  }

  /**
   * Begins no more runs, answers the one that waits as stopped, and gives the one at work some time
   * before it is interrupted. An interrupted run leaves no half-made snapshot.
   *
   * @return whether the run at work came to its own end
   */
  public boolean shutDown(Duration grace) throws InterruptedException {
    synchronized (lock) {
      closing = true;
      waiting.ifPresent(run -> run.finish(stopped(run)));
      waiting = Optional.empty();
    }
    runner.shutdown();
    boolean ended = runner.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS);
    runner.shutdownNow();
    runner.awaitTermination(5, TimeUnit.SECONDS);
    workers.close();
    return ended;
  }

  private void requireKnown(Set<TableName> tables) {
    if (tables.isEmpty()) {
      return;
    }
    try {
      Set<TableName> known =
          liveTables.list().stream().map(LiveTable::name).collect(Collectors.toSet());
      tables.stream()
          .filter(table -> !known.contains(table))
          .findFirst()
          .ifPresent(
              table -> {
                throw new UnknownTableException(table);
              });
    } catch (IOException e) {
      throw new UncheckedIOException("the tables could not be listed", e);
    }
  }

  private ActiveRun enqueue(RunTrigger trigger) {
    ActiveRun run = new ActiveRun(ids.next(), trigger, clock.instant());
    waiting = Optional.of(run);
    runner.execute(this::carryOutNext);
    return run;
  }

  private void carryOutNext() {
    ActiveRun run;
    synchronized (lock) {
      if (waiting.isEmpty()) {
        return; // answered as stopped by shutDown
      }
      run = waiting.get();
      waiting = Optional.empty();
      working = Optional.of(run);
    }
    try (RunContext.Scope _ = context.enter(run.id())) {
      finish(run, carryOut(run));
    }
  }

  private void finish(ActiveRun run, BackupRun result) {
    Thread
        .interrupted(); // the run that was to be stopped is over; its record is still to be written
    try {
      remember(result);
      events.publish(new GuardEvent.BackupFinished(result));
    } finally {
      synchronized (lock) {
        working = Optional.empty();
      }
      run.finish(result);
    }
  }

  private BackupRun carryOut(ActiveRun run) {
    Instant startedAt = clock.instant();
    try {
      RunExecution.Result result = execution.carryOut(run, this::announce);
      return finished(run, startedAt, result);
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "backup run " + run.id() + " failed", e);
      List<TableOutcome> outcomes =
          run.progress().tables().stream()
              .<TableOutcome>map(
                  table ->
                      new TableOutcome.Failed(
                          table.table(),
                          FailureKind.INTERNAL,
                          "An internal error; the log has the details."))
              .toList();
      return finished(run, startedAt, new RunExecution.Result(outcomes, List.of(), List.of()));
    }
  }

  private void announce(ActiveRun run, List<TableName> tables) {
    events.publish(new GuardEvent.BackupStarted(clock.instant(), run.id(), run.trigger(), tables));
  }

  private BackupRun finished(ActiveRun run, Instant startedAt, RunExecution.Result result) {
    return new BackupRun(
        run.id(),
        run.trigger(),
        startedAt,
        clock.instant(),
        result.outcomes(),
        result.pruned(),
        result.notes());
  }

  private BackupRun stopped(ActiveRun run) {
    Instant now = clock.instant();
    return new BackupRun(
        run.id(),
        run.trigger(),
        now,
        now,
        List.of(),
        List.of(),
        List.of("The service was shut down before this run began."));
  }

  /** A journal that cannot be written costs the memory of a run, not the run. */
  private void remember(BackupRun run) {
    try {
      finished.add(run);
    } catch (IOException e) {
      LOG.log(Level.ERROR, "run " + run.id() + " could not be written to the journal", e);
    }
  }
}
