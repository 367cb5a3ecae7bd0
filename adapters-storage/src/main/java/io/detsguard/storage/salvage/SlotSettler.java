package io.detsguard.storage.salvage;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.dets.SlotPlacement;
import io.detsguard.storage.term.EncodedTermOrder;

/**
 * Orders the units of some slots by slot and key, and leaves one for each key. Serves one thread.
 *
 * <p>The sort is a merge sort of its own: it bears answers that contradict one another, which keys
 * of unknown order can give.
 */
final class SlotSettler {
  /** In the place of a unit that was given up. */
  static final int NONE = Integer.MIN_VALUE;

  private final Units units;
  private final SlotPlacement.Exact placement;
  private final UnitKeys keys;
  private final KeySettlement settlement;
  private final boolean bag;
  private final Tally tally = new Tally();
  private int[] bucket = new int[64];
  private int[] scratch = new int[64];

  SlotSettler(
      Excavation dig, SlotPlacement.Exact placement, UnitKeys keys, KeySettlement settlement) {
    this.units = dig.units();
    this.placement = placement;
    this.keys = keys;
    this.settlement = settlement;
    this.bag = dig.shape().type() != TableType.SET;
  }

  /** What one thread or several have met. */
  static final class Tally {
    private final KeySettlement.Tally settled = new KeySettlement.Tally();
    private long keys;
    private long objects;
    private long undecided;

    void addAll(Tally other) {
      settled.addAll(other.settled);
      keys += other.keys;
      objects += other.objects;
      undecided += other.undecided;
    }

    KeySettlement.Tally settled() {
      return settled;
    }

    long keys() {
      return keys;
    }

    long objects() {
      return objects;
    }

    /** Comparisons of keys from several collections whose order is not known. */
    long undecided() {
      return undecided;
    }
  }

  /** What was met so far; to be asked for once, at the end. */
  Tally tally() {
    tally.settled.addAll(settlement.tally());
    return tally;
  }

  /**
   * Settles the units from {@code from} to {@code to}, which are all those of some slots.
   * Afterwards those that remain are in their order, one for each key, with {@link #NONE} in
   * between; one that stands for a merged group has its bits inverted.
   */
  void settle(IntColumn order, int from, int to) {
    int count = to - from;
    if (count == 0) {
      return;
    }
    if (bucket.length < count) {
      bucket = new int[Math.max(count, 2 * bucket.length)];
    }
    order.copyTo(bucket, from, to);
    settle(bucket, count);
    order.copyFrom(bucket, from, to);
  }

  private void settle(int[] order, int count) {
    if (!ascends(order, count)) {
      sort(order, 0, count);
      joinSameKeys(order, count);
    }
    for (int i = 0; i < count; i++) {
      if (order[i] >= 0) {
        order[i] = settlement.alone(order[i]);
      }
      count(order[i]);
    }
  }

  private void count(int unit) {
    if (unit == NONE) {
      return;
    }
    tally.keys++;
    if (bag && unit >= 0) {
      keys.forEachObject(unit, (at, length) -> tally.objects++);
    } else if (!bag) {
      tally.objects++;
    }
  }

  private boolean ascends(int[] order, int count) {
    for (int i = 1; i < count; i++) {
      if (compare(order[i - 1], order[i]) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** By slot, then by key; 0 only for units of the same key. */
  private int compare(int a, int b) {
    int bySlot = Integer.compare(slot(a), slot(b));
    if (bySlot != 0) {
      return bySlot;
    }
    int byKey = keys.compare(a, b);
    return byKey == EncodedTermOrder.UNDECIDED ? compareUndecided(a, b) : byKey;
  }

  private int slot(int unit) {
    return placement.slotOf(units.hash(unit));
  }

  private int compareUndecided(int a, int b) {
    if (units.collection(a) == units.collection(b)) {
      return Integer.compare(a, b);
    }
    tally.undecided++;
    int byBytes = keys.compareBytes(a, b);
    return byBytes == 0 ? Integer.compare(a, b) : byBytes;
  }

  private void sort(int[] order, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = from + to >>> 1;
    sort(order, from, middle);
    sort(order, middle, to);
    merge(order, from, middle, to);
  }

  private void merge(int[] order, int from, int middle, int to) {
    int left = middle - from;
    if (scratch.length < left) {
      scratch = new int[Math.max(left, 2 * scratch.length)];
    }
    System.arraycopy(order, from, scratch, 0, left);
    int a = 0;
    int b = middle;
    int into = from;
    while (a < left && b < to) {
      order[into++] = compare(scratch[a], order[b]) <= 0 ? scratch[a++] : order[b++];
    }
    System.arraycopy(scratch, a, order, into, left - a);
  }

  private void joinSameKeys(int[] order, int count) {
    int first = 0;
    for (int i = 1; i <= count; i++) {
      if (i == count || compare(order[first], order[i]) != 0) {
        if (i - first > 1) {
          join(order, first, i);
        }
        first = i;
      }
    }
  }

  private void join(int[] order, int from, int to) {
    int kept = settlement.settle(order, from, to);
    for (int i = from; i < to; i++) {
      order[i] = NONE;
    }
    order[from] = bag ? ~kept : kept;
  }
}
