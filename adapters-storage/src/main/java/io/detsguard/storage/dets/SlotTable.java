package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The slots of a table that may be damaged, as far as its pointers still lead to them.
 *
 * <p>The pointers alone say how many segments there are: a table that was left open may have grown
 * since its header was written. Safe for several threads. Source: {@code docs/dets-format.md},
 * "Slots".
 */
public final class SlotTable {

  /** Takes slots. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Takes what a slot that is not empty says, believed or not.
     *
     * @param size of the collection
     * @param address of the collection
     */
    void slot(int slot, long size, long address);
  }

  private final ByteView file;
  private final SegmentArray segments;
  private final long[] sortedSegments;

  private SlotTable(ByteView file, SegmentArray segments) {
    this.file = file;
    this.segments = segments;
    this.sortedSegments =
        IntStream.range(0, segments.count())
            .mapToLong(segments::address)
            .filter(address -> address != 0)
            .sorted()
            .toArray();
  }

  /** The slots of a mapped table with that header. */
  public static SlotTable read(ByteView file, TableHeader header) {
    long end = Math.min(file.size(), DetsLayout.ADDRESS_SPACE);
    TableFrame frame = new TableFrame(header.asLeftOpen(), file.size(), end, Optional.empty());
    SpaceMap space = new SpaceMap(end);
    return new SlotTable(
        file, SegmentArrayDecoder.decode(file, frame, space, new FindingCollector()));
  }

  /** How many segments the pointers lead to, unreadable ones included. */
  public int segments() {
    return segments.count();
  }

  /** Slots that there must be and to which no pointer leads; a table without any lacks 256. */
  public long unreachableSlots() {
    long segmentsLacking = Math.max(1, segments.count()) - sortedSegments.length;
    return segmentsLacking * DetsLayout.SLOTS_PER_SEGMENT;
  }

  /** How many slots the pointers lead to, those of unreadable segments included. */
  public long slots() {
    return segments.slots();
  }

  /**
   * What a slot says, believed or not: the size of its collection in the upper half, the address in
   * the lower. 0 for a slot that is empty or cannot be reached.
   */
  public long entry(int slot) {
    int segment = slot / DetsLayout.SLOTS_PER_SEGMENT;
    long start = segment < segments.count() ? segments.address(segment) : 0;
    return start == 0
        ? 0
        : file.i64(start + (long) slot % DetsLayout.SLOTS_PER_SEGMENT * DetsLayout.SLOT_BYTES);
  }

  /** Passes the slots of one segment that are not empty to {@code sink}. */
  public void forEach(int segment, Sink sink) {
    long start = segments.address(segment);
    if (start == 0) {
      return;
    }
    int slot = segment * DetsLayout.SLOTS_PER_SEGMENT;
    for (long at = start; at < start + DetsLayout.SEGMENT_BYTES; at += DetsLayout.SLOT_BYTES) {
      long size = file.u32(at);
      long address = file.u32(at + 4);
      if (size != 0 || address != 0) {
        sink.slot(slot, size, address);
      }
      slot++;
    }
  }

  /** Whether the byte at {@code position} belongs to a segment, so that no collection can be. */
  public boolean isInSegment(long position) {
    int found = Arrays.binarySearch(sortedSegments, position);
    int below = found >= 0 ? found : -found - 2;
    return below >= 0 && position < sortedSegments[below] + DetsLayout.SEGMENT_BYTES;
  }

  /**
   * Whether a key may lie in that slot, whatever M and N are: for some power of two beyond the slot
   * and up to twice the slots there are, the hash leaves it as the remainder.
   *
   * @param hash the key's {@code phash2}
   */
  public boolean allows(int hash, int slot) {
    long m = Math.max(DetsLayout.SLOTS_PER_SEGMENT, Integer.highestOneBit(slot) * 2L);
    for (long limit = 2 * segments.slots(); m <= limit; m *= 2) {
      if ((hash & m - 1) == slot) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether one of the slots in which a key may lie points to {@code address}.
   *
   * @param hash the key's {@code phash2}
   */
  public boolean leadsTo(int hash, long address) {
    for (long m = DetsLayout.SLOTS_PER_SEGMENT; m <= 2 * segments.slots(); m *= 2) {
      if (pointsTo(hash & (int) (m - 1), address)) {
        return true;
      }
    }
    return false;
  }

  private boolean pointsTo(int slot, long address) {
    return (entry(slot) & 0xFFFF_FFFFL) == address;
  }
}
