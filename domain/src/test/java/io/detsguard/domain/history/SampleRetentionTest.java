package io.detsguard.domain.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SampleRetentionTest {
  private static final Instant NOW = Instant.parse("2026-02-11T12:00:00Z");
  private static final int PLENTY = 1_000_000;

  private final SampleRetention retention = SampleRetention.DEFAULT;

  @Test
  void keepsEveryRecentStepAndOneOfEachOlderHour() {
    List<FigureSample> samples = everyFiveMinutes(Duration.ofDays(3));

    List<FigureSample> kept = retention.keep(samples, NOW, PLENTY);

    assertEquals(48 * 12 - 1, countWithin(kept, Duration.ofHours(48)));
    assertEquals(24 + 1, kept.size() - countWithin(kept, Duration.ofHours(48)));
  }

  @Test
  void keepsTheLastOfAStep() {
    FigureSample early = at(NOW.minusSeconds(290));
    FigureSample late = at(NOW.minusSeconds(10));

    assertEquals(List.of(late), retention.keep(List.of(early, late), NOW, PLENTY));
    assertEquals(List.of(late), retention.keep(List.of(late, early), NOW, PLENTY));
  }

  @Test
  void prefersTheSampleThatKnowsLiveBytes() {
    FigureSample knowing = at(NOW.minusSeconds(290), OptionalLong.of(70));
    FigureSample late = at(NOW.minusSeconds(10));

    assertEquals(List.of(knowing), retention.keep(List.of(knowing, late), NOW, PLENTY));
    assertEquals(List.of(knowing), retention.keep(List.of(late, knowing), NOW, PLENTY));
  }

  @Test
  void dropsWhatIsTooOldAndWhatAWrongClockDated() {
    FigureSample old = at(NOW.minus(Duration.ofDays(90)));
    FigureSample future = at(NOW.plus(Duration.ofHours(1)));
    FigureSample good = at(NOW.minus(Duration.ofDays(89)));

    assertEquals(List.of(good), retention.keep(List.of(old, future, good), NOW, PLENTY));
  }

  @Test
  void coarsensTheWholeHistoryWhenThereWouldBeTooMany() {
    List<FigureSample> samples = everyFiveMinutes(Duration.ofDays(10));

    List<FigureSample> kept = retention.keep(samples, NOW, 100);

    assertTrue(kept.size() <= 100 && kept.size() > 40, "kept " + kept.size());
    assertTrue(age(kept.getFirst()).compareTo(Duration.ofDays(9)) > 0);
    assertTrue(age(kept.getLast()).compareTo(Duration.ofHours(1)) < 0);
  }

  @Test
  void changesNothingWhenAskedAgain() {
    List<FigureSample> kept = retention.keep(everyFiveMinutes(Duration.ofDays(3)), NOW, PLENTY);

    assertEquals(kept, retention.keep(kept, NOW, PLENTY));
  }

  @Test
  void takesSamplesInAnyOrder() {
    long seed = Long.getLong("detsguard.seed", System.nanoTime());
    System.out.println("SampleRetentionTest: -Ddetsguard.seed=" + seed);
    List<FigureSample> samples = everyFiveMinutes(Duration.ofDays(3));
    List<FigureSample> shuffled = new ArrayList<>(samples);
    Collections.shuffle(shuffled, new Random(seed));

    assertEquals(
        retention.keep(samples, NOW, 50),
        retention.keep(shuffled, NOW, 50),
        "-Ddetsguard.seed=" + seed);
  }

  @Test
  void refusesToKeepNone() {
    assertThrows(IllegalArgumentException.class, () -> retention.keep(List.of(), NOW, 0));
  }

  private static List<FigureSample> everyFiveMinutes(Duration back) {
    List<FigureSample> samples = new ArrayList<>();
    for (Instant at = NOW.minus(back); at.isBefore(NOW); at = at.plus(Duration.ofMinutes(5))) {
      samples.add(at(at));
    }
    return samples;
  }

  private static long countWithin(List<FigureSample> samples, Duration back) {
    return samples.stream().filter(sample -> age(sample).compareTo(back) < 0).count();
  }

  private static Duration age(FigureSample sample) {
    return Duration.between(sample.at(), NOW);
  }

  private static FigureSample at(Instant at) {
    return at(at, OptionalLong.empty());
  }

  private static FigureSample at(Instant at, OptionalLong liveBytes) {
    return new FigureSample(new TableName("t"), at, 1, 100, liveBytes, OptionalLong.of(10));
  }
}
