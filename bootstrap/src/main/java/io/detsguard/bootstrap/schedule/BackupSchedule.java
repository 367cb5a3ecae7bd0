package io.detsguard.bootstrap.schedule;

import static java.time.temporal.ChronoUnit.SECONDS;

import io.detsguard.application.port.in.BackUpTablesUseCase;
import io.detsguard.application.port.in.ShuttingDownException;
import io.detsguard.domain.backup.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks for backup runs at their times. It only asks: the use case sees to it that runs never
 * overlap.
 *
 * <p>The clock is looked at every second, rather than a timer set for the next due time: so a
 * machine that slept or whose clock was set makes its run as soon as it notices.
 */
public final class BackupSchedule {
  private static final Logger LOG = LoggerFactory.getLogger(BackupSchedule.class);
  private static final long LOOK_EVERY_SECONDS = 1;

  private final BackUpTablesUseCase backups;
  private final InstantSource clock;
  private final Instant startedAt;
  private final Timetable timetable;

  /**
   * @param jitter each run begins up to this much after its due time
   * @param lastRuns when runs were made before, in any order
   */
  public BackupSchedule(
      BackUpTablesUseCase backups,
      DueTimes dueTimes,
      Duration jitter,
      RandomGenerator random,
      InstantSource clock,
      Collection<Instant> lastRuns) {
    this.backups = backups;
    this.clock = clock;
    this.startedAt = clock.instant();
    long most = jitter.toMillis();
    this.timetable =
        new Timetable(
            dueTimes, () -> Duration.ofMillis(random.nextLong(most + 1)), startedAt, lastRuns);
  }

  /** Begins to look at the clock, until the executor is shut down. */
  public void start(ScheduledExecutorService executor) {
    announce();
    executor.scheduleWithFixedDelay(
        this::lookSafely, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /** Asks for a run if one is due. Called by one thread at a time. */
  void look() {
    Optional<RunTrigger> due = timetable.take(clock.instant());
    if (due.isPresent()) {
      if (due.get() != RunTrigger.CATCH_UP || !someoneWasFaster()) {
        backups.request(Set.of(), due.get());
      }
      announce();
    }
  }

  /** Whether a run was made since the start, so that there is nothing to make up any more. */
  private boolean someoneWasFaster() {
    return backups.recent().stream().anyMatch(run -> !run.startedAt().isBefore(startedAt));
  }

  private void announce() {
    timetable
        .next()
        .ifPresent(next -> LOG.info("next scheduled backup at {}", next.truncatedTo(SECONDS)));
  }

  private void lookSafely() {
    try {
      look();
    } catch (ShuttingDownException e) {
      LOG.info("no scheduled backup: {}", e.getMessage());
    } catch (RuntimeException e) {
      // A schedule that dies silently is how backups end: it goes on whatever happens.
      LOG.error("the scheduled backup could not be asked for", e);
    }
  }
}
