package io.detsguard.storage.salvage;

import io.detsguard.domain.table.TableFigures;
import io.detsguard.storage.dets.CollectionCounters;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.SlotPlacement;
import io.detsguard.storage.dets.TableTooLargeException;
import java.util.Arrays;
import java.util.Map;

/**
 * A table to be written: its slots that are not empty, in order, with their units and sizes.
 *
 * <p>The units of slot number {@code i} among them are those from {@link #first} of {@code i} to
 * that of {@code i + 1}; a unit that stands for a merged group has its bits inverted.
 */
final class PlannedTable {
  private final Excavation dig;
  private final SlotPlacement.Exact placement;
  private final Map<Integer, MergedGroup> merged;
  private final SlotSettler.Tally tally;
  private final int[] units;
  private int[] firsts = new int[64];
  private int[] sizes = new int[64];
  private final long[] blocks = new long[DetsLayout.COUNTERS];
  private int count;
  private long blockBytes;

  private PlannedTable(
      Excavation dig,
      SlotPlacement.Exact placement,
      int[] units,
      Map<Integer, MergedGroup> merged,
      SlotSettler.Tally tally) {
    this.dig = dig;
    this.placement = placement;
    this.units = units;
    this.merged = merged;
    this.tally = tally;
  }

  /** The table of units that are settled. */
  static PlannedTable of(
      Excavation dig,
      SlotPlacement.Exact placement,
      int[] settled,
      Map<Integer, MergedGroup> merged,
      SlotSettler.Tally tally) {
    int left = 0;
    for (int unit : settled) {
      if (unit != SlotSettler.NONE) {
        settled[left++] = unit;
      }
    }
    int[] units = left == settled.length ? settled : Arrays.copyOf(settled, left);
    PlannedTable table = new PlannedTable(dig, placement, units, merged, tally);
    table.findSlots();
    return table;
  }

  private void findSlots() {
    int first = 0;
    int slot = -1;
    long size = 0;
    for (int i = 0; i < units.length; i++) {
      int slotOfUnit = slotOf(units[i]);
      if (slotOfUnit != slot) {
        addSlot(first, size);
        slot = slotOfUnit;
        first = i;
        size = DetsLayout.COLLECTION_HEADER_BYTES;
      }
      size += bytes(i);
    }
    addSlot(first, size);
    addEnd();
  }

  private void addSlot(int first, long size) {
    if (size == 0) {
      return; // before the first unit, or in a table that has none
    }
    if (count + 1 == firsts.length) {
      firsts = Arrays.copyOf(firsts, firsts.length + (firsts.length >> 1));
      sizes = Arrays.copyOf(sizes, firsts.length);
    }
    firsts[count] = first;
    // More than fits is refused by the sum of all blocks.
    sizes[count++] = (int) Math.min(size, Integer.MAX_VALUE);
    int log2 = DetsLayout.blockLog2(sizes[count - 1]);
    blocks[log2 - DetsLayout.MIN_BLOCK_LOG2]++;
    blockBytes += DetsLayout.blockBytes(size);
  }

  private void addEnd() {
    firsts[count] = units.length;
  }

  /** The bytes that a unit or a merged group takes. */
  long bytes(int index) {
    int unit = units[index];
    return unit < 0 ? group(unit).bytes() : dig.units().bytes(unit);
  }

  private int slotOf(int unit) {
    return placement.slotOf(dig.units().hash(unit < 0 ? ~unit : unit));
  }

  SlotPlacement.Exact placement() {
    return placement;
  }

  /** How many slots are not empty. */
  int count() {
    return count;
  }

  /** The number of a slot that is not empty. */
  int slot(int index) {
    return slotOf(units[firsts[index]]);
  }

  /** The size of its collection. */
  long size(int index) {
    return sizes[index];
  }

  /** Where its units start. */
  int first(int index) {
    return firsts[index];
  }

  /** A unit, or a merged group. */
  int unit(int index) {
    return units[index];
  }

  private MergedGroup group(int unit) {
    return merged.get(~unit);
  }

  /** How many units there are, merged groups included. */
  int units() {
    return units.length;
  }

  /** Whether it has nothing but so many units, each as it was found. */
  boolean isJust(int found) {
    return units.length == found && merged.isEmpty();
  }

  /** Passes the objects of a unit or a merged group, in their order. */
  <E extends Exception> void forEachObject(int index, UnitKeys keys, UnitKeys.Objects<E> sink)
      throws E {
    if (units[index] >= 0) {
      keys.forEachObject(units[index], sink);
      return;
    }
    for (MergedGroup.Place object : group(units[index]).objects()) {
      sink.object(object.at(), object.length());
    }
  }

  /** Refuses a table that is larger than there can be. */
  void requireFits() throws TableTooLargeException {
    if (dataEnd() > TableFigures.ADDRESS_LIMIT) {
      throw new TableTooLargeException(dataEnd());
    }
  }

  long keys() {
    return tally.keys();
  }

  long records() {
    return tally.objects() + merged.values().stream().mapToLong(g -> g.objects().size()).sum();
  }

  /** What was decided about keys found in several places. */
  KeySettlement.Tally settled() {
    return tally.settled();
  }

  /** Whether keys share a slot whose order is known to Erlang only. */
  boolean isOrderDoubtful() {
    return tally.undecided() > 0;
  }

  /** Where the last block ends. */
  long dataEnd() {
    return DetsLayout.fixedBytes(placement.slots()) + blockBytes;
  }

  /** The collections by block size. */
  CollectionCounters counters() {
    return CollectionCounters.of(blocks);
  }
}
