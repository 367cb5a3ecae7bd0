package io.detsguard.storage.salvage;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.term.EncodedTermOrder;
import java.util.Arrays;

/**
 * Orders the units of some slots by slot and key, and leaves one for each key. Serves one thread.
 *
 * <p>The sort is a merge sort of its own: it bears answers that contradict one another, which keys
 * of unknown order can give.
 */
final class SlotSettler {
  private final Units units;
  private final UnitKeys keys;
  private final KeySettlement settlement;
  private final boolean bag;
  private final Tally tally = new Tally();
  private long[] bucket = new long[64];
  private long[] scratch = new long[64];

  SlotSettler(Excavation dig, UnitKeys keys, KeySettlement settlement) {
    this.units = dig.units();
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
   * Afterwards the rows of those that remain are in their order, one for each key, with {@link
   * UnitRows#NONE} in between; the number of one that stands for a merged group has its bits
   * inverted.
   */
  void settle(UnitRows rows, int from, int to) {
    int count = to - from;
    if (bucket.length < count) {
      bucket = new long[Math.max(count, 2 * bucket.length)];
    }
    for (int i = 0; i < count; i++) {
      bucket[i] = rows.row(from + (long) i);
    }
    settle(bucket, count);
    for (int i = 0; i < count; i++) {
      if (rows.row(from + (long) i) != bucket[i]) {
        rows.set(from + (long) i, bucket[i], bytes(bucket[i]));
      }
    }
  }

  /** More than fits into a table is refused by the sum of all. */
  private int bytes(long row) {
    return row == UnitRows.NONE
        ? 0
        : (int) Math.min(settlement.bytes(UnitRows.unit(row)), Integer.MAX_VALUE);
  }

  private void settle(long[] rows, int count) {
    if (!ascends(rows, count)) {
      sort(rows, 0, count);
      joinSameKeys(rows, count);
    }
    for (int i = 0; i < count; i++) {
      if (rows[i] != UnitRows.NONE) {
        int unit = UnitRows.unit(rows[i]);
        rows[i] = UnitRows.row(UnitRows.slot(rows[i]), unit < 0 ? unit : settlement.alone(unit));
        count(UnitRows.unit(rows[i]));
      }
    }
  }

  private void count(int unit) {
    tally.keys++;
    if (bag && unit >= 0) {
      keys.forEachObject(unit, (at, length) -> tally.objects++);
    } else if (!bag) {
      tally.objects++;
    }
  }

  private boolean ascends(long[] rows, int count) {
    for (int i = 1; i < count; i++) {
      if (compare(rows[i - 1], rows[i]) >= 0) {
        return false;
      }
    }
    return true;
  }

  /** By slot, then by key; 0 only for units of the same key. */
  private int compare(long a, long b) {
    int bySlot = Integer.compare(UnitRows.slot(a), UnitRows.slot(b));
    return bySlot != 0 ? bySlot : compareKeys(UnitRows.unit(a), UnitRows.unit(b));
  }

  private int compareKeys(int a, int b) {
    if (units.isKnownToAscend(a, b)) {
      return -1; // spares the way to two keys somewhere in the file
    }
    int byKey = keys.compare(a, b);
    return byKey == EncodedTermOrder.UNDECIDED ? compareUndecided(a, b) : byKey;
  }

  private int compareUndecided(int a, int b) {
    if (units.collection(a) == units.collection(b)) {
      return Integer.compare(a, b);
    }
    tally.undecided++;
    int byBytes = keys.compareBytes(a, b);
    return byBytes == 0 ? Integer.compare(a, b) : byBytes;
  }

  private void sort(long[] rows, int from, int to) {
    if (to - from < 2) {
      return;
    }
    int middle = from + to >>> 1;
    sort(rows, from, middle);
    sort(rows, middle, to);
    merge(rows, from, middle, to);
  }

  private void merge(long[] rows, int from, int middle, int to) {
    int left = middle - from;
    if (scratch.length < left) {
      scratch = new long[Math.max(left, 2 * scratch.length)];
    }
    System.arraycopy(rows, from, scratch, 0, left);
    int a = 0;
    int b = middle;
    int into = from;
    while (a < left && b < to) {
      rows[into++] = compare(scratch[a], rows[b]) <= 0 ? scratch[a++] : rows[b++];
    }
    System.arraycopy(scratch, a, rows, into, left - a);
  }

  private void joinSameKeys(long[] rows, int count) {
    int first = 0;
    for (int i = 1; i <= count; i++) {
      if (i == count || compare(rows[first], rows[i]) != 0) {
        if (i - first > 1) {
          join(rows, first, i);
        }
        first = i;
      }
    }
  }

  private void join(long[] rows, int from, int to) {
    int slot = UnitRows.slot(rows[from]);
    int[] sameKey = Arrays.stream(rows, from, to).mapToInt(UnitRows::unit).toArray();
    int kept = settlement.settle(sameKey);
    Arrays.fill(rows, from, to, UnitRows.NONE);
    rows[from] = UnitRows.row(slot, bag ? ~kept : kept);
  }
}
