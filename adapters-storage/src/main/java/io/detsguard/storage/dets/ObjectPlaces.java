package io.detsguard.storage.dets;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.term.ByteView;

/**
 * The places of all objects of a table, for one that has been checked.
 *
 * <p>Every slot, length and pointer on the way must be known to be right: nothing is looked at
 * twice here.
 */
final class ObjectPlaces {

  /** Takes the places in slot order. */
  @FunctionalInterface
  interface Sink {
    /** Takes the position of an object's length word. */
    void entry(long position);
  }

  private final ByteView file;
  private final SegmentArray segments;
  private final TableType type;
  private final long count;

  /**
   * The places in a mapped table.
   *
   * @param count how many objects the check read
   */
  ObjectPlaces(ByteView file, SegmentArray segments, TableType type, long count) {
    this.file = file;
    this.segments = segments;
    this.type = type;
    this.count = count;
  }

  /** How many there are. */
  long count() {
    return count;
  }

  /** Passes the place of each object to {@code sink}. */
  void forEach(Sink sink) throws InterruptedException {
    for (int segment = 0; segment < segments.count(); segment++) {
      Cancellation.check();
      long start = segments.address(segment);
      for (long slot = start; slot < start + DetsLayout.SEGMENT_BYTES; slot += 8) {
        collection(file.u32(slot), file.u32(slot + 4), sink);
      }
    }
  }

  private void collection(long size, long address, Sink sink) {
    long end = address + size;
    long at = address + DetsLayout.COLLECTION_HEADER_BYTES;
    while (at < end) {
      long next = at + file.u32(at);
      if (type == TableType.SET) {
        sink.entry(at);
      } else {
        entries(at + DetsLayout.LENGTH_WORD_BYTES, next, sink);
      }
      at = next;
    }
  }

  private void entries(long start, long end, Sink sink) {
    for (long at = start; at < end; at += file.u32(at)) {
      sink.entry(at);
    }
  }
}
