package io.detsguard.storage.dets;

import io.detsguard.domain.table.TableFigures;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The place of each collection in a table to be written: the largest blocks first, so that each is
 * aligned to its size and no hole arises.
 *
 * <p>Among blocks of one size the freed ones are spread evenly between the live ones. Source:
 * {@code docs/dets-format.md}, "Writing a table".
 */
final class BlockPlan {
  private final long base;
  private final long dataEnd;
  private final List<PlannedCollection> inOrder;

  private BlockPlan(long base, long dataEnd, List<PlannedCollection> inOrder) {
    this.base = base;
    this.dataEnd = dataEnd;
    this.inOrder = inOrder;
  }

  /** Lays the collections out from {@code base} on. */
  static BlockPlan of(long base, List<PlannedCollection> live, List<PlannedCollection> freed)
      throws TableTooLargeException {
    long end = base + blockBytes(live) + blockBytes(freed);
    if (end > TableFigures.ADDRESS_LIMIT) {
      throw new TableTooLargeException(end);
    }
    List<PlannedCollection> inOrder = new ArrayList<>(live.size() + freed.size());
    for (int log2 = DetsLayout.MAX_BLOCK_LOG2; log2 >= DetsLayout.MIN_BLOCK_LOG2; log2--) {
      spread(ofSize(live, log2), ofSize(freed, log2), inOrder);
    }
    return new BlockPlan(base, end, inOrder);
  }

  private static List<PlannedCollection> ofSize(List<PlannedCollection> collections, int log2) {
    return collections.stream().filter(collection -> collection.blockLog2() == log2).toList();
  }

  private static void spread(
      List<PlannedCollection> live, List<PlannedCollection> freed, List<PlannedCollection> into) {
    long all = (long) live.size() + freed.size();
    int taken = 0;
    for (long i = 1; i <= all; i++) {
      if (i * freed.size() / all > taken) {
        into.add(freed.get(taken++));
      } else {
        into.add(live.get((int) i - 1 - taken));
      }
    }
  }

  private static long blockBytes(List<PlannedCollection> collections) {
    return collections.stream().mapToLong(BlockPlan::blockBytes).sum();
  }

  private static long blockBytes(PlannedCollection collection) {
    return DetsLayout.blockBytes(collection.size());
  }

  /** All collections in the order of the file. */
  List<PlannedCollection> inOrder() {
    return inOrder;
  }

  /** Where the last block ends. */
  long dataEnd() {
    return dataEnd;
  }

  /** Tells the address of each collection. */
  void forEach(Placed placed) {
    long address = base;
    for (PlannedCollection collection : inOrder) {
      placed.at(address, collection);
      address += blockBytes(collection);
    }
  }

  /** A collection and its place. */
  @FunctionalInterface
  interface Placed {
    void at(long address, PlannedCollection collection);
  }

  /** The slots that are not empty, ascending, each with the address of its collection. */
  List<PlacedSlot> slots() {
    List<PlacedSlot> slots = new ArrayList<>();
    forEach(
        (address, collection) -> {
          if (collection.isLive()) {
            slots.add(new PlacedSlot(collection.slot(), collection.size(), address));
          }
        });
    slots.sort(Comparator.comparingInt(PlacedSlot::slot));
    return slots;
  }

  /** What a slot says. */
  record PlacedSlot(int slot, long size, long address) {}

  /** The free blocks of the table. */
  FreeLists freeLists() {
    FreeLists lists = new FreeLists(base, dataEnd);
    forEach(
        (address, collection) -> {
          if (!collection.isLive()) {
            lists.free(address, collection.blockLog2());
          }
        });
    return lists;
  }

  /** The live collections by block size. */
  CollectionCounters counters() {
    long[] counts = new long[DetsLayout.COUNTERS];
    for (PlannedCollection collection : inOrder) {
      if (collection.isLive()) {
        counts[collection.blockLog2() - DetsLayout.MIN_BLOCK_LOG2]++;
      }
    }
    return CollectionCounters.of(counts);
  }
}
