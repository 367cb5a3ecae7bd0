package io.detsguard.storage.dets;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.term.ByteView;
import java.io.IOException;

/**
 * The slots of a mapped table that stood a check.
 *
 * <p>Every word is checked once more before it is followed, so that a table which changes in the
 * meantime is an error and never a wild read.
 */
final class TableSlots {
  private final ByteView file;
  private final TableFrame frame;
  private final SegmentArray segments;

  private TableSlots(ByteView file, TableFrame frame, SegmentArray segments) {
    this.file = file;
    this.frame = frame;
    this.segments = segments;
  }

  /** Reads the pointers of the table in {@code file}. */
  static TableSlots of(ByteView file) throws IOException {
    FindingCollector findings = new FindingCollector();
    FrameReader reader = new FrameReader(ByteSource.of(file), findings);
    if (!(reader.header() instanceof HeaderReading.Readable(TableHeader header))) {
      throw new TableChangedException("its header is none");
    }
    TableFrame frame = reader.frame(header);
    SpaceMap space = new SpaceMap(frame.dataEnd());
    SegmentArray segments = SegmentArrayDecoder.decode(file, frame, space, findings);
    boolean known = header.describesObjects() && Long.bitCount(header.hashModulus()) == 1;
    if (!known || !segments.isComplete() || !findings.isEmpty()) {
      throw new TableChangedException("its header or its segments are not those of a sound table");
    }
    return new TableSlots(file, frame, segments);
  }

  ByteView file() {
    return file;
  }

  TableHeader header() {
    return frame.header();
  }

  TableType type() {
    return header().type().orElseThrow();
  }

  int keyPosition() {
    return (int) header().keyPosition();
  }

  /** How many slots there are. */
  long count() {
    return segments.slots();
  }

  /** The size of a slot's collection with its header, 0 when the slot is empty. */
  long size(long slot) throws TableChangedException {
    long entry = entry(slot);
    long size = file.u32(entry);
    if (size == 0) {
      return 0;
    }
    long address = file.u32(entry + 4);
    boolean inside = size >= DetsLayout.GRANULE_BYTES && size <= frame.dataEnd() - address;
    if (!inside || address < DetsLayout.BASE) {
      throw new TableChangedException("slot " + slot + " leads nowhere");
    }
    return size;
  }

  /** Where the body of a slot's collection is. */
  long body(long slot) {
    return file.u32(entry(slot) + 4) + DetsLayout.COLLECTION_HEADER_BYTES;
  }

  /** Adds the body of a slot's collection to {@code copy}, unless the slot is empty. */
  void copyBody(long slot, CollectionCopy copy) throws TableChangedException {
    long size = size(slot);
    if (size > 0) {
      copy.add(file, body(slot), size - DetsLayout.COLLECTION_HEADER_BYTES);
    }
  }

  private long entry(long slot) {
    long segment = segments.address((int) (slot / DetsLayout.SLOTS_PER_SEGMENT));
    return segment + slot % DetsLayout.SLOTS_PER_SEGMENT * DetsLayout.SLOT_BYTES;
  }
}
