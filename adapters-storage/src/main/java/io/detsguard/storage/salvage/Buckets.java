package io.detsguard.storage.salvage;

import io.detsguard.storage.dets.SlotPlacement;

/**
 * Units dealt into buckets of neighbouring slots; within a bucket they are in ascending order of
 * their numbers.
 */
final class Buckets {
  private static final int MIN_COUNT = 256;

  private final Units units;
  private final IntColumn dealt;
  private final int dealtCount;
  private final IntColumn starts;
  private final UnitRows rows;
  private int count;

  /**
   * @param dealt the numbers of the units, ascending
   * @param dealtCount how many of them there are
   */
  Buckets(Excavation dig, IntColumn dealt, int dealtCount) {
    this.units = dig.units();
    this.dealt = dealt;
    this.dealtCount = dealtCount;
    this.starts = new IntColumn(dig.arena(), 2L * wanted(dealtCount) + 1);
    this.rows = new UnitRows(dig.arena(), dealtCount);
  }

  private static int wanted(int units) {
    return Math.max(MIN_COUNT, Integer.highestOneBit(Math.max(1, units)));
  }

  /** Deals them out anew, about one to a bucket. */
  void deal(SlotPlacement.Exact placement) {
    long lastSlot = placement.slots() - 1;
    int shift = 0;
    while (lastSlot >>> shift >= 2L * wanted(dealtCount)) {
      shift++;
    }
    count = (int) (lastSlot >>> shift) + 1;
    starts.clear();
    for (int i = 0; i < dealtCount; i++) {
      int slot = placement.slotOf(units.hash(dealt.get(i)));
      starts.getAndIncrement((slot >>> shift) + 1L);
    }
    for (int i = 1; i <= count; i++) {
      starts.set(i, starts.get(i) + starts.get(i - 1));
    }
    for (int i = 0; i < dealtCount; i++) {
      int unit = dealt.get(i);
      int slot = placement.slotOf(units.hash(unit));
      int place = starts.getAndIncrement(slot >>> shift);
      rows.set(place, UnitRows.row(slot, unit), units.bytes(unit));
    }
    // Each start has moved to the next one's place.
    for (int i = count; i > 0; i--) {
      starts.set(i, starts.get(i - 1L));
    }
    starts.set(0, 0);
  }

  /** How many buckets there are. */
  int count() {
    return count;
  }

  /** Where a bucket starts in {@link #rows()}; the number behind the last one gives its end. */
  int start(int bucket) {
    return starts.get(bucket);
  }

  /** The rows of the units, bucket by bucket. */
  UnitRows rows() {
    return rows;
  }

  /** How many units there are in all. */
  int units() {
    return dealtCount;
  }
}
