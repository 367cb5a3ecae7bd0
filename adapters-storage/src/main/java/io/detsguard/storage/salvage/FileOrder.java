package io.detsguard.storage.salvage;

import io.detsguard.storage.dets.DetsLayout;
import java.lang.foreign.Arena;

/**
 * The order in which the collections of a new table lie in its file, and their addresses.
 *
 * <p>The largest blocks lie first, so that each is aligned to its size and no hole arises. Those of
 * one size lie in the order in which their first units were found, which is nearly that of the
 * damaged file: so both files are gone through from front to back. In the order of slots, which is
 * as good as none, each record would be waited for. For the same reason a collection of a single
 * unit is known by that unit, which tells all there is to know of it: most are.
 *
 * <p>Takes 12 bytes for each unit, outside the heap. Source: {@code docs/dets-format.md}, "Writing
 * a table".
 */
final class FileOrder {
  private static final int CLASSES = DetsLayout.MAX_BLOCK_LOG2 + 1;

  private final PlannedTable table;
  private final Units units;
  private final IntColumn blocks;
  private final IntColumn addresses;

  private FileOrder(PlannedTable table, Units units, Arena arena) {
    this.table = table;
    this.units = units;
    this.blocks = new IntColumn(arena, table.count());
    this.addresses = new IntColumn(arena, table.count());
  }

  /**
   * Orders the collections of a table.
   *
   * @param units those that the table's are among
   * @param base where the first block lies
   */
  static FileOrder of(PlannedTable table, Units units, long base, Arena arena) {
    FileOrder order = new FileOrder(table, units, arena);
    order.place(order.byFirstUnit(arena), base);
    return order;
  }

  /**
   * For each unit with which a collection starts the number of that collection, from 1; negative
   * when the collection has no other; 0 for all other units.
   */
  private IntColumn byFirstUnit(Arena arena) {
    IntColumn byUnit = new IntColumn(arena, units.numbers());
    for (int i = 0; i < table.count(); i++) {
      int unit = table.unit(table.first(i));
      boolean alone = unit >= 0 && table.first(i + 1) - table.first(i) == 1;
      byUnit.set(unit < 0 ? ~unit : unit, alone ? -1 - i : 1 + i);
    }
    return byUnit;
  }

  private void place(IntColumn byUnit, long base) {
    int[] rank = firstRanks();
    long[] address = firstAddresses(base);
    for (int unit = 0; unit < units.numbers(); unit++) {
      int starts = byUnit.get(unit);
      if (starts != 0) {
        boolean alone = starts < 0;
        int collection = Math.abs(starts) - 1;
        long size = alone ? UnitWriter.sizeOf(units.bytes(unit)) : table.size(collection);
        int log2 = DetsLayout.blockLog2(size);
        blocks.set(rank[log2]++, alone ? ~unit : collection);
        addresses.set(collection, (int) address[log2]);
        address[log2] += DetsLayout.blockBytes(size);
      }
    }
  }

  /** How many blocks lie before the first one of each size. */
  private int[] firstRanks() {
    int[] first = new int[CLASSES];
    int rank = 0;
    for (int log2 = DetsLayout.MAX_BLOCK_LOG2; log2 >= DetsLayout.MIN_BLOCK_LOG2; log2--) {
      first[log2] = rank;
      rank += (int) table.counters().count(log2);
    }
    return first;
  }

  /** Where the first block of each size lies. */
  private long[] firstAddresses(long base) {
    long[] first = new long[CLASSES];
    long address = base;
    for (int log2 = DetsLayout.MAX_BLOCK_LOG2; log2 >= DetsLayout.MIN_BLOCK_LOG2; log2--) {
      first[log2] = address;
      address += table.counters().count(log2) << log2;
    }
    return first;
  }

  /**
   * What lies at that place of the order: a collection's number; or of one that has a single unit,
   * the unit's with its bits inverted.
   */
  int block(int rank) {
    return blocks.get(rank);
  }

  /** Where the collection of that number lies. */
  long address(int collection) {
    return Integer.toUnsignedLong(addresses.get(collection));
  }
}
