package io.detsguard.bootstrap.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DueTimesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    // an ordinary day, in summer and in winter
    "0 0 3 * * *, Europe/Berlin, 2026-07-01T00:00:00Z, 2026-07-01T01:00:00Z",
    "0 0 3 * * *, Europe/Berlin, 2026-01-01T00:00:00Z, 2026-01-01T02:00:00Z",
    "0 0 3 * * *, UTC, 2026-07-01T03:00:00Z, 2026-07-02T03:00:00Z",
    "0 0 3 * * *, UTC, 2026-07-01T02:59:59.999Z, 2026-07-01T03:00:00Z",
    "0 0 3 * * *, Asia/Kathmandu, 2026-07-01T00:00:00Z, 2026-07-01T21:15:00Z",
    // 2026-03-29, 02:00 becomes 03:00: half past two comes due at that moment
    "0 30 2 * * *, Europe/Berlin, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z",
    "0 30 2 * * *, Europe/Berlin, 2026-03-29T01:00:00Z, 2026-03-30T00:30:00Z",
    "0 0 3 * * *, Europe/Berlin, 2026-03-29T00:00:00Z, 2026-03-29T01:00:00Z",
    // 2026-10-25, 03:00 becomes 02:00: half past two comes due the first time only
    "0 30 2 * * *, Europe/Berlin, 2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z",
    "0 30 2 * * *, Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "0 0 3 * * *, Europe/Berlin, 2026-10-25T00:45:00Z, 2026-10-25T02:00:00Z",
    // a clock that skips midnight
    "0 0 0 * * *, Africa/Cairo, 2026-04-23T12:00:00Z, 2026-04-23T22:00:00Z",
    // a leap day
    "0 0 3 29 2 *, UTC, 2026-07-01T00:00:00Z, 2028-02-29T03:00:00Z",
    "0 0 3 29 2 *, UTC, 2096-07-01T00:00:00Z, 2104-02-29T03:00:00Z",
  })
  void findsTheNextDueTime(String cron, ZoneId zone, Instant moment, Instant expected) {
    assertEquals(Optional.of(expected), new DueTimes(cron, zone).next(moment));
  }

  @ParameterizedTest
  @CsvSource({
    "0 0 3 * * *, Europe/Berlin, 2026-07-01T01:00:00Z, 2026-07-01T01:00:00Z",
    "0 0 3 * * *, Europe/Berlin, 2026-07-01T00:59:59Z, 2026-06-30T01:00:00Z",
    "0 30 2 * * *, Europe/Berlin, 2026-03-29T01:10:00Z, 2026-03-29T01:00:00Z",
    "0 30 2 * * *, Europe/Berlin, 2026-10-25T01:45:00Z, 2026-10-25T00:30:00Z",
    "*/10 * * * * *, UTC, 2026-07-01T00:00:09Z, 2026-07-01T00:00:00Z",
    "0 0 3 29 2 *, UTC, 2026-07-01T00:00:00Z, 2024-02-29T03:00:00Z",
    "0 0 3 * * MON, UTC, 2026-07-01T00:00:00Z, 2026-06-29T03:00:00Z",
  })
  void findsTheLatestDueTime(String cron, ZoneId zone, Instant moment, Instant expected) {
    assertEquals(Optional.of(expected), new DueTimes(cron, zone).latest(moment));
  }

  @Test
  void comesDueOnceForEachLocalDayOfAYear() {
    DueTimes due = new DueTimes("0 30 2 * * *", BERLIN);
    List<Instant> times = new ArrayList<>();
    Instant moment = LocalDateTime.of(2026, 1, 1, 0, 0).atZone(BERLIN).toInstant();
    for (int day = 0; day < 365; day++) {
      moment = due.next(moment).orElseThrow();
      times.add(moment);
    }

    assertEquals(
        365, times.stream().map(time -> time.atZone(BERLIN).toLocalDate()).distinct().count());
    assertEquals(2026, times.getLast().atZone(BERLIN).getYear());
  }

  @Test
  void agreesWithItselfInBothDirections() {
    long seed = Long.getLong("detsguard.seed", System.nanoTime());
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    List<String> crons = List.of("0 0 3 * * *", "0 30 2 * * *", "0 */20 * * * *", "0 0 1 1 * *");
    for (int round = 0; round < 500; round++) {
      DueTimes due = new DueTimes(crons.get(round % crons.size()), BERLIN);
      Instant moment = Instant.ofEpochSecond(1_760_000_000L + random.nextLong(63_000_000));
      Instant next = due.next(moment).orElseThrow();
      String context = "detsguard.seed=" + seed + ", " + moment;

      assertTrue(next.isAfter(moment), context);
      assertEquals(Optional.of(next), due.latest(next), context);
      assertFalse(due.latest(next.minusNanos(1)).orElseThrow().isAfter(moment), context);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "0 3 * * *", "0 0 3 * * * *", "0 0 24 * * *", "0 0 3 31 2 *", "@daily"})
  void doesNotTakeWhatNeverComesDue(String cron) {
    assertFalse(DueTimes.isValid(cron));
  }
}
