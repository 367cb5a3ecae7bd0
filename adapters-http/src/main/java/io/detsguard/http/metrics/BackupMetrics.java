package io.detsguard.http.metrics;

import io.detsguard.application.port.out.EventPublisher;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.RunStatus;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.domain.event.GuardEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.micronaut.context.annotation.Context;
import java.time.Duration;

/**
 * Counts what backup runs come to, since the start of the process. Runs are there from the
 * beginning, with 0, so that the first one shows as an increase.
 */
@Context
final class BackupMetrics implements EventPublisher {
  private static final Duration[] DURATIONS = {
    Duration.ofMillis(100),
    Duration.ofSeconds(1),
    Duration.ofSeconds(10),
    Duration.ofMinutes(1),
    Duration.ofMinutes(10),
    Duration.ofHours(1)
  };

  private final MeterRegistry registry;
  private final Timer durations;
  private final Counter pruned;

  BackupMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.durations =
        Timer.builder("detsguard.backup.run.duration")
            .description("How long backup runs took.")
            .serviceLevelObjectives(DURATIONS)
            .register(registry);
    this.pruned =
        Counter.builder("detsguard.backup.pruned.snapshots")
            .description("Snapshots that retention removed.")
            .register(registry);
    for (RunStatus status : RunStatus.values()) {
      for (RunTrigger trigger : RunTrigger.values()) {
        runs(status, trigger);
      }
    }
  }

  @Override
  public void publish(GuardEvent event) {
    switch (event) {
      case GuardEvent.BackupFinished(BackupRun run) -> count(run);
      case GuardEvent.BackupStarted _, GuardEvent.HealthChanged _, GuardEvent.TableReplaced _ -> {
        // what is going on and how things are is asked for when somebody looks
      }
    }
  }

  private void count(BackupRun run) {
    runs(run.status(), run.trigger()).increment();
    durations.record(run.took());
    pruned.increment(run.pruned().size());
    run.outcomes().forEach(this::count);
  }

  private void count(TableOutcome outcome) {
    Counter.builder("detsguard.backup.tables")
        .description("Outcomes of tables in backup runs.")
        .tag("table", outcome.table().value())
        .tag("outcome", word(outcome))
        .register(registry)
        .increment();
    if (outcome instanceof TableOutcome.BackedUp done) {
      bytes(done).increment(newBytes(done.snapshot().manifest()));
    }
  }

  private static String word(TableOutcome outcome) {
    return switch (outcome) {
      case TableOutcome.BackedUp done ->
          done.snapshot().manifest().provenance().unchanged() ? "unchanged" : "copied";
      case TableOutcome.Failed failed -> failed.kind().wireName();
    };
  }

  /** A snapshot of an unchanged table shares the bytes of the one before it. */
  private static long newBytes(Manifest manifest) {
    return manifest.provenance().unchanged() ? 0 : manifest.bytes();
  }

  private Counter runs(RunStatus status, RunTrigger trigger) {
    return Counter.builder("detsguard.backup.runs")
        .description("Finished backup runs.")
        .tag("status", status.wireName())
        .tag("trigger", trigger.wireName())
        .register(registry);
  }

  private Counter bytes(TableOutcome.BackedUp done) {
    return Counter.builder("detsguard.backup")
        .description("Bytes of tables that were copied into new snapshots.")
        .baseUnit(BaseUnits.BYTES)
        .tag("table", done.table().value())
        .register(registry);
  }
}
