package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * The free blocks of a properly closed table whose free lists can be read to their end.
 *
 * <p>Source: {@code docs/dets-format.md}, "Free lists".
 */
public final class FreeBlocks {
  private static final int FIRST_ROOM = 64;

  private long[] blocks = new long[FIRST_ROOM];
  private int count;

  private FreeBlocks() {}

  /** The free blocks of a mapped table; empty when its free lists mean nothing. */
  public static Optional<FreeBlocks> read(ByteView file, TableHeader header) {
    FindingCollector findings = new FindingCollector();
    FrameReader reader = new FrameReader(ByteSource.of(file), findings);
    try {
      TableFrame frame = reader.frame(header);
      if (frame.freeSpace().isEmpty()) {
        return Optional.empty();
      }
      FreeBlocks free = new FreeBlocks();
      reader.freeBlocks(header, (address, log2, at) -> free.add(address, log2));
      Arrays.sort(free.blocks, 0, free.count);
      return Optional.of(free);
    } catch (IOException e) {
      throw new UncheckedIOException("bytes in memory can be read", e);
    }
  }

  // An address has 32 bits; the size lies below it and so does not disturb the order.
  private void add(long address, int log2) {
    if (count == blocks.length) {
      blocks = Arrays.copyOf(blocks, 2 * count);
    }
    blocks[count++] = address << 8 | log2;
  }

  /** Whether the byte at {@code position} lies in a free block. */
  public boolean contains(long position) {
    int found = Arrays.binarySearch(blocks, 0, count, position << 8 | 0xFF);
    int below = -found - 2;
    return below >= 0 && position < (blocks[below] >>> 8) + (1L << (blocks[below] & 0xFF));
  }
}
