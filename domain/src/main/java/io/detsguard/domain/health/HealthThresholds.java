package io.detsguard.domain.health;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * How much is too much.
 *
 * @param staleAfter the age at which a table's newest proven snapshot no longer protects it
 * @param fragmentation share of a file, 0 to 1, above which its free space is called high
 * @param fragmentationFloorBytes free bytes that a file must have as well; 0 switches the floor off
 * @param spaceFill share of the 2 GiB address space, 0 to 1, above which a table is nearly full
 * @param drillBytes bytes of the largest snapshot that is drilled; empty when there are no drills
 */
public record HealthThresholds(
    Duration staleAfter,
    double fragmentation,
    long fragmentationFloorBytes,
    double spaceFill,
    OptionalLong drillBytes) {

  /** 48 hours, half of the file and a mebibyte of it, four fifths of the address space. */
  public static final HealthThresholds DEFAULT =
      new HealthThresholds(Duration.ofHours(48), 0.5, 1 << 20, 0.8);

  /** Thresholds where there are no drills. */
  public HealthThresholds(
      Duration staleAfter, double fragmentation, long fragmentationFloorBytes, double spaceFill) {
    this(staleAfter, fragmentation, fragmentationFloorBytes, spaceFill, OptionalLong.empty());
  }

  /** The same where snapshots up to that length are drilled. */
  public HealthThresholds drillingUpTo(long bytes) {
    return new HealthThresholds(
        staleAfter, fragmentation, fragmentationFloorBytes, spaceFill, OptionalLong.of(bytes));
  }

  public HealthThresholds {
    if (staleAfter.isNegative() || staleAfter.isZero()) {
      throw new IllegalArgumentException("the age of a stale backup is positive: " + staleAfter);
    }
    requireShare(fragmentation);
    requireShare(spaceFill);
    if (fragmentationFloorBytes < 0) {
      throw new IllegalArgumentException("a number of bytes: " + fragmentationFloorBytes);
    }
  }

  private static void requireShare(double share) {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("a share lies between 0 and 1: " + share);
    }
  }
}
