package io.detsguard.storage.salvage;

import io.detsguard.storage.dets.SlotPlacement;

/**
 * Units dealt into buckets of neighbouring slots; within a bucket they are in ascending order of
 * their numbers.
 *
 * @param starts where each bucket starts in {@code order}, and behind them where the last one ends
 * @param order the units
 */
record Buckets(int[] starts, int[] order) {
  private static final int MIN_COUNT = 256;

  /** Deals units out, about one to a bucket. */
  static Buckets of(Units units, int[] dealt, SlotPlacement.Exact placement) {
    long lastSlot = placement.slots() - 1;
    long wanted = Math.max(MIN_COUNT, Integer.highestOneBit(Math.max(1, dealt.length)));
    int shift = 0;
    while (lastSlot >>> shift >= 2 * wanted) {
      shift++;
    }
    int[] starts = new int[(int) (lastSlot >>> shift) + 2];
    for (int unit : dealt) {
      starts[(placement.slotOf(units.hash(unit)) >>> shift) + 1]++;
    }
    for (int i = 1; i < starts.length; i++) {
      starts[i] += starts[i - 1];
    }
    int[] order = new int[dealt.length];
    for (int unit : dealt) {
      order[starts[placement.slotOf(units.hash(unit)) >>> shift]++] = unit;
    }
    // Each start has moved to the next one's place.
    System.arraycopy(starts, 0, starts, 1, starts.length - 1);
    starts[0] = 0;
    return new Buckets(starts, order);
  }

  int count() {
    return starts.length - 1;
  }

  /** Where a bucket starts in {@link #order()}. */
  int start(int bucket) {
    return starts[bucket];
  }
}
