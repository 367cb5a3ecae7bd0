package io.detsguard.bootstrap.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.detsguard.application.port.in.CompactIdleTablesUseCase;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactionScheduleTest {
  private final List<Instant> seen = new ArrayList<>();
  private Instant now = Instant.parse("2026-02-11T12:00:00Z");
  private Duration lasting = Duration.ZERO;

  private CompactionSchedule schedule(CompactIdleTablesUseCase compactions) {
    return new CompactionSchedule(
        compactions, new DueTimes("0 0 4 * * *", ZoneOffset.UTC), () -> now);
  }

  private List<CompactIdleTablesUseCase.Attempt> compact() {
    seen.add(now);
    now = now.plus(lasting);
    return List.of();
  }

  private void advance(CompactionSchedule schedule, Duration time) throws Exception {
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plus(Duration.ofMinutes(1));
      schedule.look();
    }
  }

  @Test
  void compactsOnceAtEachTime() throws Exception {
    advance(schedule(this::compact), Duration.ofDays(2));
    assertEquals(
        List.of(Instant.parse("2026-02-12T04:00:00Z"), Instant.parse("2026-02-13T04:00:00Z")),
        seen);
  }

  @Test
  void makesNothingUpForTimesThatPassedMeanwhile() throws Exception {
    lasting = Duration.ofDays(3);
    advance(schedule(this::compact), Duration.ofDays(4));
    assertEquals(List.of(Instant.parse("2026-02-12T04:00:00Z")), seen);
  }

  @Test
  void goesOnAfterAFailure() throws Exception {
    List<Instant> failed = new ArrayList<>();
    CompactionSchedule schedule =
        schedule(
            () -> {
              failed.add(now);
              throw new IOException("no catalogue");
            });
    now = Instant.parse("2026-02-12T04:00:00Z");
    assertThrows(IOException.class, schedule::look);
    schedule.look();
    now = Instant.parse("2026-02-13T04:00:00Z");
    assertThrows(IOException.class, schedule::look);
    assertEquals(2, failed.size());
  }
}
