package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import java.util.Arrays;

/**
 * The used slots of some segments, ordered by where in the file they point to.
 *
 * <p>Collections lie in the order of their slots by chance only. Whoever takes them in that order
 * waits for memory, or a disk, at each; in the order of their addresses the file is read from front
 * to back. The order is exact to a window, of a kibibyte in tables of up to 128 MiB and more in
 * larger ones: within one the slots are in the order of their numbers.
 *
 * <p>Takes 12 bytes for each used slot, and 4 for each window.
 */
final class SlotsByAddress {
  private static final int SMALLEST_WINDOW_BITS = 10;
  private static final int MOST_WINDOWS = 1 << 17;

  private final ByteView file;
  private final SegmentArray segments;
  private final int firstSegment;
  private final int lastSegment;
  private final int windowBits;

  /** The window that takes what points at or beyond the end of data. */
  private final int outside;

  /** For each window the index after its last slot; before the slots are put in, of its first. */
  private final int[] ends;

  private final long[] inSegment = new long[DetsLayout.SLOTS_PER_SEGMENT];
  private int[] slots = new int[0];
  private long[] words = new long[0];

  /**
   * Gathers the slots that are not empty.
   *
   * @param from the first segment, one whose address is not known is passed over
   * @param to the segment after the last
   * @param dataEnd where no collection reaches beyond
   */
  SlotsByAddress(ByteView file, SegmentArray segments, int from, int to, long dataEnd) {
    this.file = file;
    this.segments = segments;
    this.firstSegment = from;
    this.lastSegment = to;
    this.windowBits = windowBits(dataEnd);
    this.outside = (int) (dataEnd >>> windowBits) + 1;
    this.ends = new int[outside + 1];
    count();
    fill();
  }

  private static int windowBits(long dataEnd) {
    int fewEnough = Long.SIZE - Long.numberOfLeadingZeros(dataEnd / MOST_WINDOWS);
    return Math.max(SMALLEST_WINDOW_BITS, fewEnough);
  }

  /** How many bytes one window is for, in a table whose collections end by {@code dataEnd}. */
  static int windowBytes(long dataEnd) {
    return 1 << windowBits(dataEnd);
  }

  private void count() {
    int[] counts = new int[ends.length];
    for (int segment = firstSegment; segment < lastSegment; segment++) {
      count(segments.address(segment), counts);
    }
    int before = 0;
    for (int window = 0; window < ends.length; window++) {
      ends[window] = before;
      before += counts[window];
    }
    slots = new int[before];
    words = new long[before];
  }

  // A method for each segment, here and below: one loop as long as the table would be interpreted
  // for most of the first table that a process checks.
  private void count(long segment, int[] counts) {
    for (long word : wordsOf(segment)) {
      if (word != 0) {
        counts[window(word)]++;
      }
    }
  }

  /** The slots of a segment, until the next call; empty slots if its address is not known. */
  private long[] wordsOf(long segment) {
    if (segment == 0) {
      Arrays.fill(inSegment, 0);
    } else {
      file.copyI64(segment, inSegment);
    }
    return inSegment;
  }

  private void fill() {
    for (int segment = firstSegment; segment < lastSegment; segment++) {
      fill(segments.address(segment), segment * DetsLayout.SLOTS_PER_SEGMENT);
    }
  }

  private void fill(long segment, int firstSlot) {
    int slot = firstSlot;
    for (long word : wordsOf(segment)) {
      if (word != 0) {
        int index = ends[window(word)]++;
        slots[index] = slot;
        words[index] = word;
      }
      slot++;
    }
  }

  private int window(long word) {
    return Math.min((int) (addressOf(word) >>> windowBits), outside);
  }

  private static long addressOf(long word) {
    return word & 0xFFFF_FFFFL;
  }

  /** How many windows there are; the last is for what points beyond the data. */
  int windows() {
    return ends.length;
  }

  /** The index of a window's first slot. */
  int begin(int window) {
    return window == 0 ? 0 : ends[window - 1];
  }

  /** The index after a window's last slot. */
  int end(int window) {
    return ends[window];
  }

  /** The number of the slot at {@code index}. */
  int slot(int index) {
    return slots[index];
  }

  /** The size that the slot at {@code index} gives. */
  long size(int index) {
    return words[index] >>> 32;
  }

  /** The address that the slot at {@code index} gives. */
  long address(int index) {
    return addressOf(words[index]);
  }

  /** Where the slot at {@code index} itself lies. */
  long entryAt(int index) {
    int slot = slots[index];
    long segment = segments.address(slot / DetsLayout.SLOTS_PER_SEGMENT);
    return segment + (long) (slot % DetsLayout.SLOTS_PER_SEGMENT) * DetsLayout.SLOT_BYTES;
  }
}
