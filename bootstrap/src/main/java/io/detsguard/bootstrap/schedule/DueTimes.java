package io.detsguard.bootstrap.schedule;

import io.micronaut.scheduling.cron.CronExpression;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.Optional;

/**
 * The moments at which a cron expression comes due on the clock of a time zone.
 *
 * <p>Each time that the expression names comes due exactly once a day, whatever the clock does: one
 * that is skipped when the clock is put forward comes due at that moment, and one that occurs twice
 * when it is put back comes due at its first occurrence.
 */
public final class DueTimes {
  /** How far to look ahead and back: a leap day is at most eight years away. */
  private static final Duration HORIZON = Duration.ofDays(366 * 9);

  /** Any expression that ever comes true does so within four years of a day like this. */
  private static final ZonedDateTime PROBE =
      ZonedDateTime.of(2001, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

  private final CronExpression cron;
  private final ZoneId zone;

  /**
   * @param cron second, minute, hour, day of month, month, day of week; {@linkplain #isValid valid}
   * @param zone whose clock it means
   */
  public DueTimes(String cron, ZoneId zone) {
    this.cron = CronExpression.create(cron);
    this.zone = zone;
  }

  /** Whether this is a cron expression of six fields that comes true some day. */
  public static boolean isValid(String cron) {
    if (cron.strip().split("\\s+").length != 6) {
      return false;
    }
    try {
      return after(CronExpression.create(cron), PROBE).isPresent();
    } catch (IllegalArgumentException e) {
      return false; // how the parser says that a field is none
    }
  }

  /** The first due time later than that moment; empty when there is none for years. */
  public Optional<Instant> next(Instant moment) {
    // The expression is evaluated on a calendar without clock changes; these come in afterwards.
    ZonedDateTime local = moment.atZone(zone).withZoneSameLocal(ZoneOffset.UTC);
    Optional<ZonedDateTime> candidate = after(cron, local);
    while (candidate.isPresent()) {
      Instant due = instantOf(candidate.get().toLocalDateTime());
      if (due.isAfter(moment)) {
        return Optional.of(due);
      }
      candidate = after(cron, candidate.get());
    }
    return Optional.empty();
  }

  /** The last due time that is not later than that moment; empty when there is none for years. */
  public Optional<Instant> latest(Instant moment) {
    Duration window = Duration.ofMinutes(1);
    while (window.compareTo(HORIZON) < 0) {
      Optional<Instant> latest = latestBetween(moment.minus(window), moment);
      if (latest.isPresent()) {
        return latest;
      }
      window = window.plus(window);
    }
    return Optional.empty();
  }

  private Optional<Instant> latestBetween(Instant from, Instant moment) {
    Optional<Instant> latest = Optional.empty();
    Optional<Instant> due = next(from.minusNanos(1));
    while (due.isPresent() && !due.get().isAfter(moment)) {
      latest = due;
      due = next(due.get());
    }
    return latest;
  }

  private Instant instantOf(LocalDateTime local) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change == null) {
      return local.atZone(zone).toInstant();
    }
    return change.isGap() ? change.getInstant() : local.toInstant(change.getOffsetBefore());
  }

  private static Optional<ZonedDateTime> after(CronExpression cron, ZonedDateTime moment) {
    try {
      return Optional.of(cron.nextTimeAfter(moment, moment.plus(HORIZON)));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // how the expression says that it finds no time before the barrier
    }
  }
}
