package io.detsguard.storage.salvage;

import io.detsguard.domain.table.TableFigures;
import io.detsguard.storage.dets.CollectionCounters;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.SlotPlacement;
import io.detsguard.storage.dets.TableTooLargeException;
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
  private final UnitRows rows;
  private final int unitCount;
  private final IntColumn firsts;
  private final IntColumn sizes;
  private final long[] blocks = new long[DetsLayout.COUNTERS];
  private int count;
  private long blockBytes;

  private PlannedTable(
      Excavation dig,
      SlotPlacement.Exact placement,
      UnitRows rows,
      int unitCount,
      Map<Integer, MergedGroup> merged,
      SlotSettler.Tally tally) {
    this.dig = dig;
    this.placement = placement;
    this.rows = rows;
    this.unitCount = unitCount;
    long slots = Math.min(unitCount, placement.slots());
    this.firsts = new IntColumn(dig.arena(), slots + 1);
    this.sizes = new IntColumn(dig.arena(), slots);
    this.merged = merged;
    this.tally = tally;
  }

  /** The table of units that are settled; it takes their rows over. */
  static PlannedTable of(
      Excavation dig,
      SlotPlacement.Exact placement,
      Buckets settled,
      Map<Integer, MergedGroup> merged,
      SlotSettler.Tally tally) {
    UnitRows rows = settled.rows();
    int left = 0;
    for (int i = 0; i < settled.units(); i++) {
      long row = rows.row(i);
      if (row != UnitRows.NONE) {
        rows.set(left++, row, rows.bytes(i));
      }
    }
    PlannedTable table = new PlannedTable(dig, placement, rows, left, merged, tally);
    table.findSlots();
    return table;
  }

  private void findSlots() {
    int first = 0;
    int slot = -1;
    long size = 0;
    for (int i = 0; i < unitCount; i++) {
      int slotOfUnit = UnitRows.slot(rows.row(i));
      if (slotOfUnit != slot) {
        addSlot(first, size);
        slot = slotOfUnit;
        first = i;
        size = DetsLayout.COLLECTION_HEADER_BYTES;
      }
      size += rows.bytes(i);
    }
    addSlot(first, size);
    addEnd();
  }

  private void addSlot(int first, long size) {
    if (size == 0) {
      return; // before the first unit, or in a table that has none
    }
    firsts.set(count, first);
    // More than fits is refused by the sum of all blocks.
    int kept = (int) Math.min(size, Integer.MAX_VALUE);
    sizes.set(count++, kept);
    int log2 = DetsLayout.blockLog2(kept);
    blocks[log2 - DetsLayout.MIN_BLOCK_LOG2]++;
    blockBytes += DetsLayout.blockBytes(size);
  }

  private void addEnd() {
    firsts.set(count, unitCount);
  }

  /** The bytes that a unit or a merged group takes. */
  long bytes(int unit) {
    return unit < 0 ? group(unit).bytes() : dig.units().bytes(unit);
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
    return UnitRows.slot(rows.row(firsts.get(index)));
  }

  /** The size of its collection. */
  long size(int index) {
    return sizes.get(index);
  }

  /** Where its units start. */
  int first(int index) {
    return firsts.get(index);
  }

  /** A unit, or a merged group. */
  int unit(int index) {
    return UnitRows.unit(rows.row(index));
  }

  private MergedGroup group(int unit) {
    return merged.get(~unit);
  }

  /** How many units there are, merged groups included. */
  int units() {
    return unitCount;
  }

  /** Whether it has nothing but so many units, each as it was found. */
  boolean isJust(int found) {
    return unitCount == found && merged.isEmpty();
  }

  /** Passes the objects of a unit or a merged group, in their order. */
  <E extends Exception> void forEachObject(int unit, UnitKeys keys, UnitKeys.Objects<E> sink)
      throws E {
    if (unit >= 0) {
      keys.forEachObject(unit, sink);
      return;
    }
    for (MergedGroup.Place object : group(unit).objects()) {
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
