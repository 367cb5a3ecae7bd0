package io.detsguard.domain.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which samples of a table are kept: one for each step of time, the steps of older samples being
 * longer, and none beyond an age.
 *
 * @param recent how far back samples count as recent
 * @param recentStep one recent sample is kept for each of these
 * @param oldest the age at which a sample is dropped
 * @param oldStep one older sample is kept for each of these
 */
public record SampleRetention(
    Duration recent, Duration recentStep, Duration oldest, Duration oldStep) {

  /** Two days in steps of five minutes, then ninety days in steps of an hour. */
  public static final SampleRetention DEFAULT =
      new SampleRetention(
          Duration.ofHours(48), Duration.ofMinutes(5), Duration.ofDays(90), Duration.ofHours(1));

  public SampleRetention {
    if (!isPositive(recentStep) || !isPositive(oldStep) || recent.compareTo(oldest) > 0) {
      throw new IllegalArgumentException("steps have to last, and recent samples are not oldest");
    }
  }

  private static boolean isPositive(Duration duration) {
    return !duration.isNegative() && !duration.isZero();
  }

  /**
   * The samples to keep, oldest first. Where there would be more than {@code most}, all steps are
   * doubled until there are not: a long history with few points tells more than a short one.
   *
   * @param samples of one table, in any order; those of the future were dated by a wrong clock
   * @param most at least 1
   */
  public List<FigureSample> keep(List<FigureSample> samples, Instant now, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("at least one sample: " + most);
    }
    long factor = 1;
    List<FigureSample> kept = ofEachStep(samples, now, factor);
    while (kept.size() > most) {
      factor *= 2;
      kept = ofEachStep(kept, now, factor);
    }
    return kept;
  }

  private List<FigureSample> ofEachStep(List<FigureSample> samples, Instant now, long factor) {
    Map<Long, FigureSample> byStep = new TreeMap<>();
    Instant latest = now.plus(recentStep);
    for (FigureSample sample : samples) {
      Duration age = Duration.between(sample.at(), now);
      if (age.compareTo(oldest) < 0 && !sample.at().isAfter(latest)) {
        Duration step = age.compareTo(recent) < 0 ? recentStep : oldStep;
        byStep.merge(startOfStep(sample, step, factor), sample, SampleRetention::betterOf);
      }
    }
    List<FigureSample> kept = new ArrayList<>(byStep.values());
    kept.sort(Comparator.comparing(FigureSample::at));
    return kept;
  }

  /** Milliseconds since the epoch at which the step of a sample begins. */
  private static long startOfStep(FigureSample sample, Duration step, long factor) {
    long length = Math.multiplyExact(step.toMillis(), factor);
    return Math.floorDiv(sample.at().toEpochMilli(), length) * length;
  }

  /** Live bytes are known now and then only, so a sample that has them is worth more. */
  private static FigureSample betterOf(FigureSample one, FigureSample other) {
    if (one.liveBytes().isPresent() != other.liveBytes().isPresent()) {
      return one.liveBytes().isPresent() ? one : other;
    }
    return one.at().isAfter(other.at()) ? one : other;
  }
}
