package io.detsguard.bootstrap.event;

import io.detsguard.application.port.out.EventPublisher;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunStatus;
import io.detsguard.domain.event.GuardEvent;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.HealthStatus;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Writes one log line for each event; its facts are key-value pairs, for people and programs. */
public final class EventLog implements EventPublisher {
  private static final Logger LOG = LoggerFactory.getLogger("io.detsguard.events");

  @Override
  public void publish(GuardEvent event) {
    switch (event) {
      case GuardEvent.BackupStarted started -> started(started);
      case GuardEvent.BackupFinished finished -> finished(finished.run());
      case GuardEvent.TableReplaced replaced -> replaced(replaced);
      case GuardEvent.HealthChanged changed -> healthChanged(changed.report());
    }
  }

  private static void started(GuardEvent.BackupStarted event) {
    LOG.atInfo()
        .addKeyValue("run", event.run())
        .addKeyValue("trigger", event.trigger().wireName())
        .addKeyValue("tables", event.tables().size())
        .log("backup started");
  }

  private static void replaced(GuardEvent.TableReplaced event) {
    LOG.atLevel(event.verified() ? Level.INFO : Level.WARN)
        .addKeyValue("table", event.table())
        .addKeyValue("cause", event.cause().wireName())
        .addKeyValue("records", event.records())
        .addKeyValue("verified", event.verified())
        .log("table replaced");
  }

  private static void healthChanged(HealthReport report) {
    LOG.atLevel(report.status() == HealthStatus.HEALTHY ? Level.INFO : Level.WARN)
        .addKeyValue("status", report.status().wireName())
        .addKeyValue("stale_backup", report.staleBackup())
        .addKeyValue("high_fragmentation", report.highFragmentation())
        .log("health changed");
  }

  private static void finished(BackupRun run) {
    Level level = run.status() == RunStatus.COMPLETE ? Level.INFO : Level.WARN;
    LoggingEventBuilder line =
        LOG.atLevel(level)
            .addKeyValue("run", run.id())
            .addKeyValue("trigger", run.trigger().wireName())
            .addKeyValue("status", run.status().wireName())
            .addKeyValue("tables", run.outcomes().size())
            .addKeyValue("backed_up", run.backedUp().size())
            .addKeyValue("failed", run.failures().size())
            .addKeyValue("bytes", run.bytes())
            .addKeyValue("duration_ms", run.took().toMillis())
            .addKeyValue("pruned", run.pruned().size());
    if (!run.failures().isEmpty()) {
      line = line.addKeyValue("failures", reasons(run));
    }
    line.log("backup finished");
  }

  private static String reasons(BackupRun run) {
    return run.failures().stream()
        .map(failed -> failed.table() + ": " + failed.kind().wireName() + ": " + failed.reason())
        .collect(Collectors.joining("; "));
  }
}
