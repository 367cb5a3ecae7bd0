package io.detsguard.bootstrap.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.in.BackUpTablesUseCase;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackupScheduleTest {
  private static final Instant NOON = Instant.parse("2026-02-11T12:00:00Z");
  private static final Instant LAST_NIGHT = Instant.parse("2026-02-11T03:00:30Z");
  private static final Duration DAY = Duration.ofDays(1);

  private final Requests requests = new Requests();
  private Instant now = NOON;
  private long seed = 1;

  @Test
  void runsOnceADay() {
    BackupSchedule schedule = schedule(Duration.ZERO, List.of(LAST_NIGHT));
    advance(schedule, DAY.multipliedBy(3), Duration.ofMinutes(1));

    assertEquals(
        List.of(
            "schedule 2026-02-12T03:00:00Z",
            "schedule 2026-02-13T03:00:00Z",
            "schedule 2026-02-14T03:00:00Z"),
        requests.seen);
  }

  @Test
  void makesUpOnceWhatWasMissed() {
    Instant twoNightsAgo = LAST_NIGHT.minus(DAY.multipliedBy(2));
    BackupSchedule schedule = schedule(Duration.ZERO, List.of(twoNightsAgo));
    advance(schedule, Duration.ofHours(10), Duration.ofSeconds(1));

    assertEquals(List.of("catch_up 2026-02-11T12:00:05Z"), requests.seen);
  }

  @Test
  void makesUpForRunsThatNeverWere() {
    advance(schedule(Duration.ZERO, List.of()), Duration.ofHours(1), Duration.ofSeconds(1));

    assertEquals(List.of("catch_up 2026-02-11T12:00:05Z"), requests.seen);
  }

  @Test
  void makesUpForNothingWhenSomeoneElseJustDid() {
    BackupSchedule schedule = schedule(Duration.ZERO, List.of());
    requests.finished.add(run(NOON.plusSeconds(2)));
    advance(schedule, Duration.ofHours(1), Duration.ofSeconds(1));

    assertEquals(List.of(), requests.seen);
  }

  @Test
  void makesUpForARunThatIsOlderThanTheStart() {
    BackupSchedule schedule = schedule(Duration.ZERO, List.of());
    requests.finished.add(run(NOON.minus(DAY)));
    advance(schedule, Duration.ofHours(1), Duration.ofSeconds(1));

    assertEquals(1, requests.seen.size());
  }

  @Test
  void missesNothingWhenTheLatestOfTheLastRunsIsRecent() {
    List<Instant> lastRuns = List.of(LAST_NIGHT.minus(DAY), LAST_NIGHT);
    advance(schedule(Duration.ZERO, lastRuns), Duration.ofHours(10), Duration.ofMinutes(1));

    assertEquals(List.of(), requests.seen);
  }

  @Test
  void doesNotTrustARunDatedInTheFuture() {
    List<Instant> lastRuns = List.of(LAST_NIGHT.minus(DAY), NOON.plus(DAY.multipliedBy(400)));
    advance(schedule(Duration.ZERO, lastRuns), Duration.ofHours(1), Duration.ofMinutes(1));

    assertEquals(1, requests.seen.size());
  }

  @Test
  void makesOneRunOfTheMachineSleepingForAWeek() {
    BackupSchedule schedule = schedule(Duration.ZERO, List.of(LAST_NIGHT));
    advance(schedule, DAY.multipliedBy(7), DAY.multipliedBy(7));
    advance(schedule, Duration.ofHours(10), Duration.ofMinutes(1));

    assertEquals(List.of("schedule 2026-02-18T12:00:00Z"), requests.seen);
  }

  @Test
  void beginsWithinTheJitterAfterTheDueTime() {
    for (int round = 0; round < 50; round++) {
      requests.seen.clear();
      now = NOON;
      BackupSchedule schedule = schedule(Duration.ofMinutes(5), List.of(LAST_NIGHT));
      advance(schedule, DAY, Duration.ofSeconds(1));

      Instant begun = Instant.parse(requests.seen.getFirst().substring("schedule ".length()));
      assertEquals(1, requests.seen.size());
      assertTrue(!begun.isBefore(Instant.parse("2026-02-12T03:00:00Z")), begun.toString());
      assertTrue(!begun.isAfter(Instant.parse("2026-02-12T03:05:00Z")), begun.toString());
    }
  }

  private static BackupRun run(Instant startedAt) {
    return new BackupRun(
        new RunId("other"), RunTrigger.API, startedAt, startedAt, List.of(), List.of(), List.of());
  }

  private BackupSchedule schedule(Duration jitter, List<Instant> lastRuns) {
    DueTimes due = new DueTimes("0 0 3 * * *", ZoneOffset.UTC);
    RandomGenerator random = new SplittableRandom(seed++);
    return new BackupSchedule(requests, due, jitter, random, () -> now, lastRuns);
  }

  private void advance(BackupSchedule schedule, Duration span, Duration step) {
    Instant end = now.plus(span);
    while (now.isBefore(end)) {
      now = now.plus(step);
      schedule.look();
    }
  }

  /** Notes what is asked for, and when. */
  private final class Requests implements BackUpTablesUseCase {
    private final List<String> seen = new ArrayList<>();
    private final List<BackupRun> finished = new ArrayList<>();

    @Override
    public RunTicket request(Set<TableName> tables, RunTrigger trigger) {
      assertEquals(Set.of(), tables);
      seen.add(trigger.wireName() + " " + now);
      return new RunTicket(new RunId("r"), new CompletableFuture<>());
    }

    @Override
    public Optional<RunProgress> find(RunId id) {
      throw new AssertionError("a schedule only asks for runs");
    }

    @Override
    public Optional<RunProgress> current() {
      throw new AssertionError("a schedule only asks for runs");
    }

    @Override
    public List<BackupRun> recent() {
      return finished;
    }
  }
}
