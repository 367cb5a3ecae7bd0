package io.detsguard.storage.copy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.TableCopier.CopyOutcome;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever the owner does at whichever step: an accepted copy is one state of the file. */
class StableReadTest {
  private static final LiveTable TABLE =
      new LiveTable(new TableName("t"), new TableLocation("/srv/t.dets"));
  private static final int BYTES = (1 << 20) + 5000;
  private static final byte[] OLD = MemorySource.closedTable(BYTES, 1);
  private static final Duration TICK = Duration.ofMillis(10);

  /** What an owner, or anybody else, can do to a file in one moment. */
  enum Change {
    SAME_SIZE_UPDATE(source -> source.write(MemorySource.closedTable(BYTES, 2))),
    GROWTH(source -> source.write(MemorySource.closedTable(BYTES + 4096, 2))),
    TRUNCATION(source -> source.write(MemorySource.closedTable(BYTES - 4096, 2))),
    REPLACEMENT_OF_SAME_SIZE(source -> source.replace(MemorySource.closedTable(BYTES, 2))),
    OPENED_AND_CLOSED_AGAIN(
        source -> {
          source.write(MemorySource.openTable(BYTES - 100, 1));
          source.write(MemorySource.closedTable(BYTES, 2));
        }),
    CHANGE_OF_THE_RECORD_ALONE(MemorySource::touchRecord);

    private final Consumer<MemorySource> effect;

    Change(Consumer<MemorySource> effect) {
      this.effect = effect;
    }
  }

  @ParameterizedTest
  @EnumSource
  void acceptsOneStateWhateverStepTheChangeHits(Change change) throws Exception {
    for (TimestampPrecision precision : TimestampPrecision.values()) {
      int steps = stepsOfACopy(precision);
      for (int step = 1; step <= steps; step++) {
        requireOneState(change, precision, step);
      }
    }
  }

  private static int stepsOfACopy(TimestampPrecision precision) throws IOException {
    MemorySource source = source(precision);
    copy(source, precision, new MemoryTarget(false));
    return source.steps();
  }

  private static void requireOneState(Change change, TimestampPrecision precision, int at)
      throws IOException {
    MemorySource source = source(precision);
    source.beforeEachStep(
        step -> {
          if (step == at) {
            change.effect.accept(source);
            source.beforeEachStep(later -> {});
          }
        });
    MemoryTarget target = new MemoryTarget(false);
    Optional<CopyOutcome.Copied> copied = copy(source, precision, target);
    assertTrue(copied.isPresent(), change + " at step " + at + " with " + precision);
    assertArrayEquals(
        source.content(), target.bytes(), change + " at step " + at + " with " + precision);
  }

  @ParameterizedTest
  @EnumSource
  void neverMixesStatesOfATableInSteadyUse(TimestampPrecision precision) throws Exception {
    long seed = Long.getLong("detsguard.seed", System.nanoTime());
    System.out.println("neverMixesStatesOfATableInSteadyUse: -Ddetsguard.seed=" + seed);
    Tally tally = copyABusyTable(precision, tick(precision), new Random(seed), 300);
    assertEquals(0, tally.mixed, "mixed copies of " + tally.accepted + ", seed " + seed);
    assertTrue(tally.accepted > 20, "accepted " + tally.accepted + ", seed " + seed);
  }

  /** The control: without the guard, times that advance in ticks let mixed copies through. */
  @Test
  void wouldMixStatesIfTickedTimesWereTrusted() throws Exception {
    Tally tally = copyABusyTable(TimestampPrecision.FINE, TICK, new Random(1), 300);
    assertTrue(tally.mixed > 0, "this test can see a mixed copy; accepted " + tally.accepted);
  }

  /** Updates of the same size, each a few steps or milliseconds after the one before. */
  private static Tally copyABusyTable(
      TimestampPrecision precision, Duration tick, Random random, int copies) throws IOException {
    MemorySource source = new MemorySource(tick, OLD);
    Set<Integer> states = new HashSet<>(Set.of(Arrays.hashCode(OLD)));
    source.beforeEachStep(
        step -> {
          if (random.nextInt(12) == 0) {
            source.write(MemorySource.closedTable(BYTES, random.nextInt(100)));
            states.add(Arrays.hashCode(source.content()));
          }
        });
    Tally tally = new Tally();
    for (int i = 0; i < copies; i++) {
      MemoryTarget target = new MemoryTarget(false);
      if (copy(source, precision, target).isPresent()) {
        tally.accepted++;
        tally.mixed += states.contains(Arrays.hashCode(target.bytes())) ? 0 : 1;
      }
      source.advance(Duration.ofNanos(random.nextInt(40_000_000)));
    }
    return tally;
  }

  private static final class Tally {
    private int accepted;
    private int mixed;
  }

  private static MemorySource source(TimestampPrecision precision) {
    return new MemorySource(tick(precision), OLD);
  }

  private static Duration tick(TimestampPrecision precision) {
    return switch (precision) {
      case FINE -> Duration.ofNanos(1);
      case TICKED -> TICK;
      case COARSE -> Duration.ofSeconds(2);
    };
  }

  private static Optional<CopyOutcome.Copied> copy(
      MemorySource source, TimestampPrecision precision, MemoryTarget target) throws IOException {
    StableCopier copier =
        new StableCopier(
            source,
            (path, stamp) -> precision,
            new OpenSince(),
            Duration.ofSeconds(2),
            source,
            source);
    return copier.copy(TABLE, target, ProgressListener.NONE) instanceof CopyOutcome.Copied copied
        ? Optional.of(copied)
        : Optional.empty();
  }
}
