package io.detsguard.storage.dets;

import java.util.Arrays;

/**
 * The addresses of a table's segments, those left out that cannot be.
 *
 * <p>Addresses are kept as unsigned 32-bit numbers, half a mebibyte for the largest table.
 */
final class SegmentArray {
  private final int[] segments;
  private final int segmentCount;

  /**
   * The array of a table.
   *
   * @param segments for each segment of the table its address, or 0 when it cannot be used
   */
  SegmentArray(int[] segments) {
    this.segments = segments;
    this.segmentCount = segments.length;
  }

  /** How many segments the table has, unusable ones included. */
  int count() {
    return segmentCount;
  }

  /** How many slots they have. */
  long slots() {
    return (long) segmentCount * DetsLayout.SLOTS_PER_SEGMENT;
  }

  /** Whether the address of each segment is known. */
  boolean isComplete() {
    return Arrays.stream(segments).allMatch(address -> address != 0);
  }

  /** Where segment {@code index} starts, or 0 when that is not known. */
  long address(int index) {
    return Integer.toUnsignedLong(segments[index]);
  }
}
