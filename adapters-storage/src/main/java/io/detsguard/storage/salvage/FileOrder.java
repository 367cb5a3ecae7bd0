package io.detsguard.storage.salvage;

import io.detsguard.storage.dets.DetsLayout;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The order in which the collections of a new table lie in its file, and their addresses.
 *
 * <p>The largest blocks lie first, so that each is aligned to its size and no hole arises. Those of
 * one size lie in the order in which their first units were found, which is nearly that of the
 * damaged file: so both files are gone through from front to back. In the order of slots, which is
 * as good as none, each record would be waited for.
 *
 * <p>Takes 8 bytes for each unit, outside the heap. Source: {@code docs/dets-format.md}, "Writing a
 * table".
 */
final class FileOrder {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final int CLASSES = DetsLayout.MAX_BLOCK_LOG2 + 1;

  private final PlannedTable table;

  /** The number of each collection, in the order of the file. */
  private final MemorySegment order;

  /** The address of each collection, in the order of their numbers. */
  private final MemorySegment addresses;

  private FileOrder(PlannedTable table, MemorySegment order, MemorySegment addresses) {
    this.table = table;
    this.order = order;
    this.addresses = addresses;
  }

  /**
   * Orders the collections of a table.
   *
   * @param unitNumbers what all numbers of units are below
   * @param base where the first block lies
   */
  static FileOrder of(PlannedTable table, int unitNumbers, long base, Arena arena) {
    MemorySegment byUnit = arena.allocate(Integer.BYTES * Math.max(1L, unitNumbers));
    MemorySegment order = arena.allocate(Integer.BYTES * Math.max(1L, table.count()));
    // The addresses need no more room than the collections' units, which by then have served.
    FileOrder fileOrder = new FileOrder(table, order, byUnit);
    fileOrder.sort(byUnit, unitNumbers);
    fileOrder.place(base);
    return fileOrder;
  }

  private void sort(MemorySegment byUnit, int unitNumbers) {
    for (int i = 0; i < table.count(); i++) {
      int unit = table.unit(table.first(i));
      byUnit.setAtIndex(INT, unit < 0 ? ~unit : unit, i + 1);
    }
    int[] next = firstRanks();
    for (int unit = 0; unit < unitNumbers; unit++) {
      int collection = byUnit.getAtIndex(INT, unit) - 1;
      if (collection >= 0) {
        int rank = next[DetsLayout.blockLog2(table.size(collection))]++;
        order.setAtIndex(INT, rank, collection);
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

  private void place(long base) {
    long address = base;
    for (int rank = 0; rank < table.count(); rank++) {
      int collection = collection(rank);
      addresses.setAtIndex(INT, collection, (int) address);
      address += DetsLayout.blockBytes(table.size(collection));
    }
  }

  /** The number of the collection that lies at that place of the order. */
  int collection(int rank) {
    return order.getAtIndex(INT, rank);
  }

  /** Where the collection of that number lies. */
  long address(int collection) {
    return Integer.toUnsignedLong(addresses.getAtIndex(INT, collection));
  }
}
