package io.detsguard.storage.dets;

import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * The free blocks of a table to be written, as its allocator would keep them.
 *
 * <p>Blocks whose buddy is free as well are joined. Source: {@code docs/dets-format.md}, "Free
 * lists" and "Writing a table".
 */
final class FreeLists {
  private static final int ADDRESSES_PER_CHUNK =
      (DetsLayout.CHUNK_MAX_BYTES - DetsLayout.CHUNK_HEADER_BYTES) / 4;

  private final long base;
  private final List<TreeSet<Long>> addresses = new ArrayList<>();

  /** The lists of a table whose blocks are all in use from {@code base} to {@code dataEnd}. */
  FreeLists(long base, long dataEnd) {
    this.base = base;
    for (int log2 = 0; log2 <= DetsLayout.MAX_BLOCK_LOG2; log2++) {
      addresses.add(new TreeSet<>());
    }
    freeRest(dataEnd);
  }

  // What is left of the one block of 2 GiB: a buddy for each bit of what was taken from its front.
  private void freeRest(long dataEnd) {
    long taken = dataEnd - base;
    if (taken == 0) {
      addresses.get(DetsLayout.MAX_BLOCK_LOG2).add(base);
    }
    long at = taken;
    for (int log2 = DetsLayout.MIN_BLOCK_LOG2; log2 < DetsLayout.MAX_BLOCK_LOG2; log2++) {
      if ((at & 1L << log2) != 0) {
        addresses.get(log2).add(base + at);
        at += 1L << log2;
      }
    }
  }

  /** Frees a block of 2^{@code log2} bytes, and joins it with its buddy as long as that is free. */
  void free(long address, int log2) {
    long buddy = base + (address - base ^ 1L << log2);
    if (addresses.get(log2).remove(buddy)) {
      free(Math.min(address, buddy), log2 + 1);
    } else {
      addresses.get(log2).add(address);
    }
  }

  /** The bytes that {@link #write} writes. */
  long byteLength() {
    long bytes = DetsLayout.CHUNK_HEADER_BYTES;
    for (TreeSet<Long> ofSize : addresses) {
      int chunks = Math.ceilDiv(ofSize.size(), ADDRESSES_PER_CHUNK);
      bytes += (long) chunks * DetsLayout.CHUNK_HEADER_BYTES + 4L * ofSize.size();
    }
    return bytes;
  }

  /** Writes the chunks with their end. */
  void write(DataOutput out) throws IOException {
    for (int log2 = DetsLayout.MIN_BLOCK_LOG2; log2 <= DetsLayout.MAX_BLOCK_LOG2; log2++) {
      List<Long> ascending = List.copyOf(addresses.get(log2));
      for (int from = 0; from < ascending.size(); from += ADDRESSES_PER_CHUNK) {
        int to = Math.min(from + ADDRESSES_PER_CHUNK, ascending.size());
        writeChunk(out, log2 + 1L, ascending.subList(from, to));
      }
    }
    writeChunk(out, DetsLayout.CLASS_END, List.of());
  }

  private static void writeChunk(DataOutput out, long chunkClass, List<Long> addresses)
      throws IOException {
    out.writeInt(DetsLayout.CHUNK_HEADER_BYTES + 4 * addresses.size());
    out.writeInt((int) DetsLayout.FREE);
    out.writeInt((int) chunkClass);
    for (long address : addresses) {
      out.writeInt((int) address);
    }
  }
}
