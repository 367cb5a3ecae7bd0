package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;

/**
 * Walks the slots of one segment after the other and has the collections checked.
 *
 * <p>Collections lie all over the file, and the first touch of each waits for memory. The waits of
 * independent reads overlap: so the slots are taken in batches, and the bytes of a whole batch are
 * touched in a row before its first collection is looked at. One instance for each thread.
 */
final class SegmentWalk {
  private static final int BATCH = 16;
  private static final int CACHE_LINE_BYTES = 64;

  /** Behind so many bytes the processor has understood by itself that more will follow. */
  private static final int TOUCHED_BYTES = 1024;

  private final ByteView file;
  private final SegmentArray segments;
  private final CollectionChecker collections;
  private final int[] used = new int[DetsLayout.SLOTS_PER_SEGMENT];
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
    for (int from = 0; from < count; from += BATCH) {
      int to = Math.min(from + BATCH, count);
      for (int i = from; i < to; i++) {
        touch(address + (long) used[i] * DetsLayout.SLOT_BYTES);
      }
      for (int i = from; i < to; i++) {
        check(segment, address, used[i]);
      }
    }
  }

  private int gatherUsed(long address) {
    int count = 0;
    for (int i = 0; i < DetsLayout.SLOTS_PER_SEGMENT; i++) {
      if (file.i64(address + (long) i * DetsLayout.SLOT_BYTES) != 0) {
        used[count++] = i;
      }
    }
    return count;
  }

  private void touch(long entry) {
    long address = file.u32(entry + 4);
    long end = Math.min(address + Math.min(file.u32(entry), TOUCHED_BYTES), file.size());
    for (long at = address; at < end; at += CACHE_LINE_BYTES) {
      touched += file.u8(at);
    }
  }

  private void check(int segment, long address, int index) throws InterruptedException {
    long entry = address + (long) index * DetsLayout.SLOT_BYTES;
    int slot = segment * DetsLayout.SLOTS_PER_SEGMENT + index;
    collections.check(slot, entry, file.u32(entry), file.u32(entry + 4));
  }

  /** A sum over what was touched: somebody might ask, so the reads cannot be optimised away. */
  long touched() {
    return touched;
  }
}
