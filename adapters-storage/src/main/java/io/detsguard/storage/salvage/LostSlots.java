package io.detsguard.storage.salvage;

import io.detsguard.domain.repair.SkipReason;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.SlotTable;
import java.util.Arrays;

/**
 * Slots that point to no readable collection, sorted by what they point to once {@link #sort} was
 * called; a bounded number of them.
 */
final class LostSlots {
  private static final int MAX = 1 << 20;

  /** What is known of each by now. */
  enum Fate {
    /** Nothing was found for it yet. */
    LOST,
    /** Its records were found, wherever they were. */
    FOUND,
    /** What could be saved and what not has been reported. */
    REPORTED
  }

  private int[] slots = new int[8];
  private int[] sizes = new int[8];
  private int[] addresses = new int[8];
  private Fate[] fates = new Fate[0];
  private long[] bySlot = new long[0];
  private int count;
  private long inAll;

  void add(int slot, long size, long address) {
    inAll++;
    if (count == MAX) {
      return;
    }
    if (count == slots.length) {
      slots = Arrays.copyOf(slots, 2 * count);
      sizes = Arrays.copyOf(sizes, 2 * count);
      addresses = Arrays.copyOf(addresses, 2 * count);
    }
    slots[count] = slot;
    sizes[count] = (int) size;
    addresses[count++] = (int) address;
  }

  void addAll(LostSlots other) {
    for (int i = 0; i < other.count; i++) {
      add(other.slots[i], other.size(i), other.address(i));
    }
    inAll += other.inAll - other.count;
  }

  /**
   * Sorts them by the address that they give, then by slot; only then are they to be looked for.
   */
  void sort() {
    Integer[] order = new Integer[count];
    Arrays.setAll(order, i -> i);
    Arrays.sort(
        order,
        (a, b) ->
            addresses[a] == addresses[b]
                ? Integer.compare(slots[a], slots[b])
                : Integer.compareUnsigned(addresses[a], addresses[b]));
    slots = permuted(slots, order);
    sizes = permuted(sizes, order);
    addresses = permuted(addresses, order);
    fates = new Fate[count];
    Arrays.fill(fates, Fate.LOST);
    bySlot = new long[count];
    Arrays.setAll(bySlot, i -> (long) slots[i] << 32 | i);
    Arrays.sort(bySlot);
  }

  private static int[] permuted(int[] values, Integer[] order) {
    return Arrays.stream(order).mapToInt(i -> values[i]).toArray();
  }

  int count() {
    return count;
  }

  /** How many there are in all, those not kept included. */
  long inAll() {
    return inAll;
  }

  int slot(int index) {
    return slots[index];
  }

  long size(int index) {
    return Integer.toUnsignedLong(sizes[index]);
  }

  long address(int index) {
    return Integer.toUnsignedLong(addresses[index]);
  }

  boolean is(int index, Fate fate) {
    return fates[index] == fate;
  }

  void set(int index, Fate fate) {
    fates[index] = fate;
  }

  /** The index of the first one that points to {@code address}, or a negative number. */
  int pointingTo(long address) {
    int low = 0;
    int high = count;
    while (low < high) {
      int middle = low + high >>> 1;
      if (address(middle) < address) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low < count && address(low) == address ? low : -1;
  }

  /** Whether one is not found by now. */
  boolean isAnyOpen() {
    return Arrays.stream(fates).anyMatch(fate -> fate != Fate.FOUND);
  }

  /** The index of one that is not found by now and takes a key of that hash, or -1. */
  int thatTakes(int hash, SlotTable table) {
    long limit = 2L * DetsLayout.SLOTS_PER_SEGMENT * table.segments();
    for (long m = DetsLayout.SLOTS_PER_SEGMENT; m <= limit; m *= 2) {
      int index = ofSlot(hash & (int) (m - 1));
      if (index >= 0 && fates[index] != Fate.FOUND && table.allows(hash, slots[index])) {
        return index;
      }
    }
    return -1;
  }

  /** The same for all units of a collection, which must lie in one slot. */
  int thatTakes(FoundUnits units, SlotTable table) {
    int index = thatTakes(Units.hashOf(units.hashAndFlags(0)), table);
    for (int i = 1; i < units.count() && index >= 0; i++) {
      if (!table.allows(Units.hashOf(units.hashAndFlags(i)), slots[index])) {
        index = -1;
      }
    }
    return index;
  }

  private int ofSlot(int slot) {
    int found = Arrays.binarySearch(bySlot, (long) slot << 32);
    int index = found >= 0 ? found : -found - 1;
    return index < count && bySlot[index] >>> 32 == slot ? (int) bySlot[index] : -1;
  }

  /** Counts those as found whose keys turned up in collections that no slot points to. */
  void explainBy(Excavation dig) {
    if (count == 0 || !dig.usesPhash2()) {
      return;
    }
    int settled = CollectionList.POINTED | CollectionList.DROPPED | CollectionList.FREED;
    dig.collections()
        .forAll(
            (list, index) -> {
              if (!list.has(index, settled)) {
                int hash = dig.units().hash(list.firstUnit(index));
                int found = thatTakes(hash, dig.slots());
                if (found >= 0 && fates[found] == Fate.LOST) {
                  fates[found] = Fate.FOUND;
                }
              }
            });
  }

  /** Reports those that are still lost. */
  void report(Excavation dig, Losses losses) {
    for (int i = 0; i < count; i++) {
      if (fates[i] == Fate.LOST) {
        losses.skip(address(i), size(i), reason(i, dig.end()), 0);
      }
    }
    losses.skipUnlisted(inAll - count);
  }

  private SkipReason reason(int index, long end) {
    if (!DetsLayout.isBlockAddress(address(index)) || size(index) < DetsLayout.GRANULE_BYTES) {
      return SkipReason.IMPOSSIBLE_PLACE;
    }
    return address(index) + size(index) > end ? SkipReason.CUT_OFF : SkipReason.NOT_THERE;
  }
}
