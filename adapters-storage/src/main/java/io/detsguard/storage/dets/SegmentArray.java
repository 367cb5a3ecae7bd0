package io.detsguard.storage.dets;

import java.util.Arrays;

/**
 * The addresses of a table's parts and segments, those left out that cannot be.
 *
 * <p>Addresses are kept as unsigned 32-bit numbers, half a mebibyte for the largest table.
 */
final class SegmentArray {
  private final int[] parts;
  private final int[] segments;
  private final int segmentCount;

  /**
   * The array of a table.
   *
   * @param parts the address of each usable part, in order
   * @param segments for each segment of the table its address, or 0 when it cannot be used
   */
  SegmentArray(int[] parts, int[] segments) {
    this.parts = parts;
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

  /** Marks all parts and segments in an empty map. */
  void markIn(SpaceMap space) {
    for (int part : parts) {
      space.mark(Integer.toUnsignedLong(part), DetsLayout.PART_BYTES);
    }
    for (int segment : segments) {
      if (segment != 0) {
        space.mark(Integer.toUnsignedLong(segment), DetsLayout.SEGMENT_BYTES);
      }
    }
  }

  @Override
  public String toString() {
    return "parts " + Arrays.toString(parts) + ", " + segmentCount + " segments";
  }
}
