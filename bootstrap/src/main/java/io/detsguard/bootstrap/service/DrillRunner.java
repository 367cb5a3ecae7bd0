package io.detsguard.bootstrap.service;

import io.detsguard.application.port.in.DrillSnapshotsUseCase;
import io.detsguard.application.service.ReportHealthService;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.domain.drill.Drill;
import io.detsguard.domain.event.GuardEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Sees to it that snapshots are drilled after each run, on a thread of its own and of the lowest
 * priority. A run that begins ends the drill at once; the tables it did not come to are first in
 * the next.
 */
@Singleton
final class DrillRunner {
  private static final Logger LOG = LoggerFactory.getLogger(DrillRunner.class);

  private final DrillSnapshotsUseCase drills;
  private final ReportHealthService health;
  private final boolean enabled;
  private final ExecutorService thread = OwnThread.lowest("restore-drill");
  private Future<?> latest = CompletableFuture.completedFuture(null);

  DrillRunner(DrillSnapshotsUseCase drills, ReportHealthService health, Settings settings) {
    this.drills = drills;
    this.health = health;
    this.enabled = settings.drill().enabled();
  }

  /** Removes what a crash in the middle of a drill left behind. */
  void start() {
    thread.execute(this::clear);
  }

  private void clear() {
    try {
      drills.clear();
    } catch (IOException e) {
      LOG.warn("the remains of an earlier drill could not be removed", e);
    }
  }

  /** Makes way for a run that begins, and drills when one is over. */
  synchronized void onEvent(GuardEvent event) {
    switch (event) {
      case GuardEvent.BackupStarted _ -> latest.cancel(true);
      case GuardEvent.BackupFinished _ -> latest = enabled ? thread.submit(this::drill) : latest;
      case GuardEvent.HealthChanged _, GuardEvent.TableReplaced _ -> {
        // neither makes a snapshot; a drill may be the reason of the first
      }
    }
  }

  private void drill() {
    try {
      List<Drill> done = drills.drill();
      done.forEach(DrillRunner::log);
    } catch (InterruptedException e) {
      LOG.info("the restore drill made way for other work");
    } catch (IOException | RuntimeException e) {
      LOG.warn("snapshots could not be drilled", e);
    } finally {
      health.forget();
    }
  }

  private static void log(Drill drill) {
    LOG.atLevel(drill.succeeded() ? Level.INFO : Level.WARN)
        .addKeyValue("snapshot", drill.snapshot().text())
        .addKeyValue("bytes", drill.bytes())
        .addKeyValue("restore_ms", drill.restoreTime().toMillis())
        .addKeyValue("erlang", drill.erlang().wireName())
        .addKeyValue("failure", drill.failure().orElse("none"))
        .log(drill.succeeded() ? "restore drill succeeded" : "restore drill failed");
  }

  /** Returns when no drill is at work any more. */
  @PreDestroy
  void stop() {
    OwnThread.end(thread, LOG, "a restore drill did not end in time");
  }
}
