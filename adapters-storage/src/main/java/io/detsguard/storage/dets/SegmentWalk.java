package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;

/**
 * Walks the slots of one segment after the other and has the collections checked.
 *
 * <p>Collections lie all over the file, and each is a cache miss: so the entries of a segment are
 * gathered first, and each collection's first bytes are touched some steps before their turn. One
 * instance for each thread.
 */
final class SegmentWalk {
  private static final int LOOK_AHEAD = 4;

  private final ByteView file;
  private final SegmentArray segments;
  private final CollectionChecker collections;
  private final int[] slots = new int[DetsLayout.SLOTS_PER_SEGMENT];
  private long touched;

  SegmentWalk(ByteView file, SegmentArray segments, CollectionChecker collections) {
    this.file = file;
    this.segments = segments;
    this.collections = collections;
  }

  /** Checks all collections of a segment; one whose address is not known is passed over. */
  void walk(int segment) throws InterruptedException {
    long address = segments.address(segment);
    if (address == 0) {
      return;
    }
    int count = gatherUsed(address);
    for (int i = 0; i < count; i++) {
      if (i + LOOK_AHEAD < count) {
        touch(address + (long) slots[i + LOOK_AHEAD] * DetsLayout.SLOT_BYTES);
      }
      check(segment, address, slots[i]);
    }
  }

  private void check(int segment, long address, int index) throws InterruptedException {
    long entry = address + (long) index * DetsLayout.SLOT_BYTES;
    int slot = segment * DetsLayout.SLOTS_PER_SEGMENT + index;
    collections.check(slot, entry, file.u32(entry), file.u32(entry + 4));
  }

  private int gatherUsed(long address) {
    int count = 0;
    for (int i = 0; i < DetsLayout.SLOTS_PER_SEGMENT; i++) {
      if (file.i64(address + (long) i * DetsLayout.SLOT_BYTES) != 0) {
        slots[count++] = i;
      }
    }
    return count;
  }

  private void touch(long entry) {
    long size = file.u32(entry);
    long address = file.u32(entry + 4);
    if (address + size <= file.size() && size >= 8) {
      touched += file.i64(address);
    }
  }

  /** A value that depends on all touched bytes, so that touching them is not optimised away. */
  long touched() {
    return touched;
  }
}
