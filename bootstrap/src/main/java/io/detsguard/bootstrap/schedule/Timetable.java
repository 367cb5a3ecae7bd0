package io.detsguard.bootstrap.schedule;

import io.detsguard.domain.backup.RunTrigger;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Knows when the next run begins: at a due time plus some jitter, or soon after the start when a
 * run was missed. Used by one thread at a time.
 *
 * <p>Whatever number of due times pass unnoticed, because the service was down, the machine asleep
 * or the clock set forward, one run makes up for all of them.
 */
final class Timetable {
  /** Time for the service to come up before it makes up a missed run. */
  static final Duration CATCH_UP_DELAY = Duration.ofSeconds(5);

  /** A run dated further ahead than this was dated by a wrong clock and proves nothing. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

  private final DueTimes dueTimes;
  private final Supplier<Duration> jitter;
  private Optional<Instant> next;
  private RunTrigger trigger;

  /**
   * @param jitter drawn anew for each run
   * @param startedAt now
   * @param lastRuns when runs were made before, in any order
   */
  Timetable(
      DueTimes dueTimes,
      Supplier<Duration> jitter,
      Instant startedAt,
      Collection<Instant> lastRuns) {
    this.dueTimes = dueTimes;
    this.jitter = jitter;
    if (isMissed(dueTimes, startedAt, lastRuns)) {
      next = Optional.of(startedAt.plus(CATCH_UP_DELAY));
      trigger = RunTrigger.CATCH_UP;
    } else {
      planAfter(startedAt);
    }
  }

  /** Whether the run of the latest due time was not made; so it is when there never was a run. */
  static boolean isMissed(DueTimes dueTimes, Instant now, Collection<Instant> lastRuns) {
    Optional<Instant> lastRun =
        lastRuns.stream()
            .filter(run -> !run.isAfter(now.plus(CLOCK_TOLERANCE)))
            .max(Instant::compareTo);
    if (lastRun.isEmpty()) {
      return true;
    }
    return dueTimes.latest(now).filter(due -> lastRun.get().isBefore(due)).isPresent();
  }

  /** When the next run begins; empty when the expression names no more times. */
  Optional<Instant> next() {
    return next;
  }

  /** The reason to begin a run now, if there is one; each reason is given once. */
  Optional<RunTrigger> take(Instant now) {
    if (next.isEmpty() || now.isBefore(next.get())) {
      return Optional.empty();
    }
    RunTrigger reason = trigger;
    planAfter(now);
    return Optional.of(reason);
  }

  private void planAfter(Instant now) {
    next = dueTimes.next(now).map(due -> due.plus(jitter.get()));
    trigger = RunTrigger.SCHEDULE;
  }
}
