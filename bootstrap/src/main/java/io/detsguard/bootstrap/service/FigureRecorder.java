package io.detsguard.bootstrap.service;

import io.detsguard.application.service.FigureHistoryService;
import io.detsguard.domain.event.GuardEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that figures are sampled, every few minutes and after each run. On a thread of its
 * own: neither backups nor the schedule wait for it.
 */
@Singleton
final class FigureRecorder {
  static final Duration INTERVAL = Duration.ofMinutes(5);

  private static final Logger LOG = LoggerFactory.getLogger(FigureRecorder.class);

  private final FigureHistoryService history;
  private final ScheduledExecutorService thread = OwnThread.named("figure-recorder");

  FigureRecorder(FigureHistoryService history) {
    this.history = history;
  }

  /** Samples now, and from now on. */
  void start() {
    thread.scheduleWithFixedDelay(
        () -> safely(history::sample), 0, INTERVAL.toSeconds(), TimeUnit.SECONDS);
  }

  /** Samples the snapshots of a run that is over. */
  void onEvent(GuardEvent event) {
    if (event instanceof GuardEvent.BackupFinished finished) {
      thread.execute(() -> safely(() -> history.record(finished.run())));
    }
  }

  @FunctionalInterface
  private interface Recording {
    void record() throws IOException;
  }

  /** A timer that met an exception would never come again. */
  private static void safely(Recording recording) {
    try {
      recording.record();
    } catch (IOException | RuntimeException e) {
      LOG.warn("the figures of the tables could not be recorded", e);
    }
  }

  /** What is being written is finished; what waits is lost. */
  @PreDestroy
  void stop() {
    thread.shutdownNow();
  }
}
