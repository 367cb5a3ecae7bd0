package io.detsguard.storage.dets;

import io.detsguard.domain.check.FindingKind;
import io.detsguard.storage.term.ByteView;
import java.util.Arrays;

/**
 * Decodes the two levels of pointers that lead to the slots.
 *
 * <pre>
 *  slot s     -&gt; entry s mod 256 of segment s / 256
 *  segment g  -&gt; pointer g mod 512 of part g / 512
 *  part p     -&gt; pointer p at {@link DetsLayout#PART_POINTERS_OFFSET}
 * </pre>
 *
 * In a properly closed table the header says how many segments there are, and all further pointers
 * are 0. While a table is open its header lags behind its growth, so there the pointers themselves
 * say it: segments are added in order, each only after it was filled. Source: {@code
 * docs/dets-format.md}, "Slots".
 */
final class SegmentArrayDecoder {
  private final ByteView file;
  private final TableFrame frame;
  private final FindingCollector findings;
  private final SpaceMap space;
  private int[] segments;
  private int segmentCount;

  private SegmentArrayDecoder(
      ByteView file, TableFrame frame, SpaceMap space, FindingCollector findings) {
    this.file = file;
    this.frame = frame;
    this.space = space;
    this.findings = findings;
    this.segmentCount = DetsLayout.segmentsFor(slotsClaimed());
    this.segments = new int[Math.max(segmentCount, 1)];
  }

  /**
   * Reads all pointers of the mapped {@code file}; those that cannot be become findings.
   *
   * @param space an empty map, in which the parts and segments are marked, and whatever else of it
   *     pointers claim that are refused for overlapping
   */
  static SegmentArray decode(
      ByteView file, TableFrame frame, SpaceMap space, FindingCollector findings) {
    SegmentArrayDecoder decoder = new SegmentArrayDecoder(file, frame, space, findings);
    decoder.decodeParts();
    return new SegmentArray(Arrays.copyOf(decoder.segments, decoder.segmentCount));
  }

  // Without a believable count the pointers tell, as they do for a table that is open.
  private long slotsClaimed() {
    return frame.header().describesSlots() ? frame.header().slots() : 0;
  }

  private boolean headerIsFinal() {
    return frame.header().isClosedProperly() && frame.header().describesSlots();
  }

  private void decodeParts() {
    for (int part = 0; part < DetsLayout.PARTS; part++) {
      long at = DetsLayout.PART_POINTERS_OFFSET + 4L * part;
      long address = at + 4 <= file.size() ? file.u32(at) : 0;
      boolean wanted = part * DetsLayout.SEGMENTS_PER_PART < segmentCount;
      if (isUsable(address, DetsLayout.PART_BYTES, at, wanted, FindingKind.PART_POINTER)) {
        decodePart(part, address);
      }
    }
  }

  private void decodePart(int part, long partAddress) {
    for (int i = 0; i < DetsLayout.SEGMENTS_PER_PART; i++) {
      int index = part * DetsLayout.SEGMENTS_PER_PART + i;
      long at = partAddress + 4L * i;
      long address = file.u32(at);
      boolean wanted = index < segmentCount;
      if (isUsable(address, DetsLayout.SEGMENT_BYTES, at, wanted, FindingKind.SEGMENT_POINTER)) {
        keepSegment(index, address, at);
      }
    }
  }

  private void keepSegment(int index, long address, long at) {
    if (index > segmentCount) {
      findings.at(at, FindingKind.SEGMENT_POINTER, "0, as before it", address);
      return;
    }
    if (index == segmentCount) {
      segmentCount++;
    }
    if (index == segments.length) {
      segments = Arrays.copyOf(segments, 2 * index);
    }
    segments[index] = (int) address;
  }

  private boolean isUsable(long address, int bytes, long at, boolean wanted, FindingKind kind) {
    if (address == 0 && !wanted) {
      return false;
    }
    if (!wanted && headerIsFinal()) {
      findings.at(at, kind, "0, beyond the slots of the table", address);
      return false;
    }
    if (!DetsLayout.isBlockAddress(address) || address + bytes > frame.dataEnd()) {
      findings.at(
          at, kind, "an address (8 modulo 16) from 1336 to " + (frame.dataEnd() - bytes), address);
      return false;
    }
    return isFirstUse(address, bytes, at, kind);
  }

  private boolean isFirstUse(long address, int bytes, long at, FindingKind kind) {
    long overlap = space.mark(address, bytes);
    if (overlap != SpaceMap.NO_OVERLAP) {
      findings.at(at, kind, "bytes of its own", address + ", where another pointer leads");
    }
    return overlap == SpaceMap.NO_OVERLAP;
  }
}
