package io.detsguard.bootstrap.schedule;

import io.detsguard.application.port.in.CompactIdleTablesUseCase;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compacts idle tables at their times. A time that passed while the service was down, or while a
 * compaction was at work, is not made up: there is always a next one.
 */
public final class CompactionSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(CompactionSchedule.class);
  private static final long LOOK_EVERY_SECONDS = 1;

  private final CompactIdleTablesUseCase compactions;
  private final DueTimes dueTimes;
  private final InstantSource clock;
  private Optional<Instant> next;

  public CompactionSchedule(
      CompactIdleTablesUseCase compactions, DueTimes dueTimes, InstantSource clock) {
    this.compactions = compactions;
    this.dueTimes = dueTimes;
    this.clock = clock;
    this.next = dueTimes.next(clock.instant());
  }

  /**
   * Begins to look at the clock, until the executor is shut down.
   *
   * @param executor of this schedule alone: a compaction takes its time on it
   */
  public void start(ScheduledExecutorService executor) {
    executor.scheduleWithFixedDelay(
        this::lookSafely, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /** Compacts if it is time. Called by one thread at a time. */
  void look() throws IOException, InterruptedException {
    if (next.isEmpty() || clock.instant().isBefore(next.get())) {
      return;
    }
    try {
      compactions.compactIdle();
    } finally {
      next = dueTimes.next(clock.instant());
    }
  }

  private void lookSafely() {
    try {
      look();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.info("the compaction at work was abandoned");
    } catch (IOException | RuntimeException e) {
      LOG.error("the scheduled compaction failed", e);
    }
  }
}
