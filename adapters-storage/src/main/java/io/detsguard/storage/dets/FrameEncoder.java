package io.detsguard.storage.dets;

import java.io.DataOutput;
import java.io.IOException;

/**
 * Writes what lies around the collections of a new table: header, pointers and the trailer.
 *
 * <p>All parts lie in a row behind the header, and all segments behind the parts. Source: {@code
 * docs/dets-format.md}, "Writing a table".
 *
 * @param spec type, key position and limits of the table
 * @param placement M and N, which also give the number of slots
 * @param contents what the table holds
 */
public record FrameEncoder(TableSpec spec, SlotPlacement.Exact placement, Contents contents) {

  /**
   * The figures of a new table that its header keeps.
   *
   * @param objects its objects
   * @param keys different keys among them
   * @param counters its collections by block size
   * @param dataEnd where its last block ends
   */
  public record Contents(long objects, long keys, CollectionCounters counters, long dataEnd) {}

  /** Where the segments end and the first block starts. */
  public long base() {
    return DetsLayout.fixedBytes(placement.slots());
  }

  /** Writes everything in front of the first segment. */
  public void writeHead(DataOutput out) throws IOException {
    writeHead(out, DetsLayout.HASH_PHASH2);
  }

  /**
   * The same for a table whose keys have their places already.
   *
   * @param hashMethod by which they got them
   */
  void writeHead(DataOutput out, long hashMethod) throws IOException {
    out.write(HeaderEncoder.encode(header(hashMethod)));
    int parts = DetsLayout.partsFor(placement.slots());
    writePointers(out, DetsLayout.BASE, parts, DetsLayout.PARTS);
    long firstSegment = DetsLayout.BASE + (long) parts * DetsLayout.PART_BYTES;
    int segments = DetsLayout.segmentsFor(placement.slots());
    writePointers(out, firstSegment, segments, parts * DetsLayout.SEGMENTS_PER_PART);
  }

  /**
   * Writes free lists and trailer behind the last block.
   *
   * @return the length of the file
   */
  public long writeTail(DataOutput out) throws IOException {
    return writeTail(new FreeLists(base(), contents.dataEnd()), out);
  }

  /** The length of the file, when no block is free between its collections. */
  long length() {
    long freeLists = new FreeLists(base(), contents.dataEnd()).byteLength();
    return contents.dataEnd() + freeLists + DetsLayout.TRAILER_BYTES;
  }

  /** The same for a table that has free blocks between its collections. */
  long writeTail(FreeLists freeLists, DataOutput out) throws IOException {
    freeLists.write(out);
    long length = contents.dataEnd() + freeLists.byteLength() + DetsLayout.TRAILER_BYTES;
    out.writeInt((int) (length - base()));
    return length;
  }

  // Parts and segments are of one size, and each kind lies in a row.
  private static void writePointers(DataOutput out, long first, int used, int room)
      throws IOException {
    for (int i = 0; i < room; i++) {
      out.writeInt(i < used ? (int) (first + (long) i * DetsLayout.SEGMENT_BYTES) : 0);
    }
  }

  private TableHeader header(long hashMethod) {
    return new TableHeader(
        contents.dataEnd(),
        DetsLayout.CLOSED_PROPERLY,
        spec.type().code(),
        placement.modulus(),
        placement.slots(),
        spec.keyPosition(),
        contents.objects(),
        contents.keys(),
        spec.minSlots(),
        spec.maxSlots(),
        hashMethod,
        placement.splitPointer(),
        contents.counters(),
        HeaderDigest.NONE,
        base());
  }
}
