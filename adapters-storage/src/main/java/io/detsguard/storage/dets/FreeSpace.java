package io.detsguard.storage.dets;

import java.util.OptionalLong;

/**
 * Adds up the free blocks of a table while its free lists are decoded.
 *
 * <p>A free block may reach beyond the end of data, and most do: the lists describe the whole
 * address space of 2 GiB. Source: {@code docs/dets-format.md}, "Free lists" and "Health figures".
 */
final class FreeSpace implements FreeListDecoder.Sink {
  private final long dataEnd;
  private long bytesInFile;
  private long highestEnd = -1;

  /** For a table whose data ends there. */
  FreeSpace(long dataEnd) {
    this.dataEnd = dataEnd;
  }

  @Override
  public void freeBlock(long address, int log2, long entryOffset) {
    long end = address + (1L << log2);
    bytesInFile += Math.max(0, Math.min(end, dataEnd) - address);
    highestEnd = Math.max(highestEnd, end);
  }

  /** Bytes of free blocks below the end of data: what compaction would give back. */
  long bytesInFile() {
    return bytesInFile;
  }

  /**
   * Where the buddy area starts, found from the top: the highest free block ends where the address
   * space does. Empty when there is no free block, or the result cannot be.
   */
  OptionalLong base() {
    long base = highestEnd - DetsLayout.ADDRESS_SPACE;
    return HeaderRules.isPossibleBase(base) ? OptionalLong.of(base) : OptionalLong.empty();
  }

  /** The end of the highest free block, or -1. */
  long highestEnd() {
    return highestEnd;
  }
}
