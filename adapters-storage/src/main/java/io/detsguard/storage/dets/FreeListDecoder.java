package io.detsguard.storage.dets;

import io.detsguard.domain.check.FindingKind;
import io.detsguard.storage.term.ByteView;

/**
 * Decodes the free lists of a properly closed table, chunk by chunk.
 *
 * <pre>
 *  +0   u32   size of the chunk, 12 + 4 * count, at most {@link DetsLayout#CHUNK_MAX_BYTES}
 *  +4   u32   {@link DetsLayout#FREE}
 *  +8   u32   class c: blocks of 2^(c-1) bytes; {@link DetsLayout#CLASS_END} in the last chunk
 *  +12  u32   count addresses
 * </pre>
 *
 * Classes ascend, and within a class the addresses, also across its chunks. The bytes may come in
 * several windows, since a much fragmented table can have more free blocks than fit in memory; no
 * block is kept here. Source: {@code docs/dets-format.md}, "Free lists". Used by one thread.
 */
final class FreeListDecoder {

  /** Takes the free blocks in the order of the file. */
  @FunctionalInterface
  interface Sink {
    /**
     * Takes one block of 2^{@code log2} bytes.
     *
     * @param address where it starts, as it stands in the file
     * @param entryOffset where in the file the address stands
     */
    void freeBlock(long address, int log2, long entryOffset);
  }

  private enum State {
    READING,
    ENDED,
    BROKEN
  }

  private final Sink sink;
  private final FindingCollector findings;
  private State state = State.READING;
  private long position;
  private long chunkClass;
  private long lastAddress;

  /**
   * A decoder at the start of the free lists.
   *
   * @param start the position of the first chunk in the file
   */
  FreeListDecoder(long start, Sink sink, FindingCollector findings) {
    this.position = start;
    this.sink = sink;
    this.findings = findings;
  }

  /** The position in the file of the first byte not yet decoded. */
  long position() {
    return position;
  }

  /** Whether the chunk that ends the lists has been read. */
  boolean ended() {
    return state == State.ENDED;
  }

  /** Whether more chunks are wanted. */
  boolean isReading() {
    return state == State.READING;
  }

  /**
   * Decodes the chunks from {@link #position()} on that lie whole within {@code window}.
   *
   * @param windowStart the position in the file of the window's first byte
   */
  void decode(ByteView window, long windowStart) {
    while (state == State.READING && decodeChunk(window, windowStart)) {
      // the chunk was decoded
    }
  }

  /** Says that there are no more bytes: whatever is missing now is missing in the file. */
  void endOfBytes() {
    if (state == State.READING) {
      broken(position, "a chunk of the free lists", "the end of the file");
    }
  }

  private boolean decodeChunk(ByteView window, long windowStart) {
    long at = position - windowStart;
    if (window.size() - at < DetsLayout.CHUNK_HEADER_BYTES) {
      return false;
    }
    long size = window.u32(at);
    if (!isPossibleHeader(size, window.u32(at + 4), window.u32(at + 8))) {
      return false;
    }
    if (window.size() - at < size) {
      return false;
    }
    if (state == State.READING) {
      decodeAddresses(window, at + DetsLayout.CHUNK_HEADER_BYTES, at + size, windowStart);
    }
    position += size;
    return true;
  }

  private boolean isPossibleHeader(long size, long status, long newClass) {
    if (status != DetsLayout.FREE) {
      return broken(position + 4, HeaderDecoder.hex(DetsLayout.FREE), HeaderDecoder.hex(status));
    }
    if (size < DetsLayout.CHUNK_HEADER_BYTES
        || size > DetsLayout.CHUNK_MAX_BYTES
        || size % 4 != 0) {
      return broken(position, "a chunk of 12 + 4 * count bytes, at most 4096", size);
    }
    if (newClass == DetsLayout.CLASS_END) {
      return isPossibleEnd(size);
    }
    if (newClass <= DetsLayout.MIN_BLOCK_LOG2 || newClass > DetsLayout.CLASS_MAX) {
      return broken(position + 8, "a class of 5 to 32, or 12345 at the end", newClass);
    }
    if (size == DetsLayout.CHUNK_HEADER_BYTES) {
      return broken(position, "at least one address", "a chunk of " + size + " bytes");
    }
    return isNextClass(newClass);
  }

  private boolean isPossibleEnd(long size) {
    if (size != DetsLayout.CHUNK_HEADER_BYTES) {
      return broken(position, "an end of 12 bytes", size);
    }
    state = State.ENDED;
    return true;
  }

  private boolean isNextClass(long newClass) {
    if (newClass < chunkClass) {
      return broken(position + 8, "a class of at least " + chunkClass, newClass);
    }
    if (newClass > chunkClass) {
      chunkClass = newClass;
      lastAddress = -1;
    }
    return true;
  }

  private void decodeAddresses(ByteView window, long from, long to, long windowStart) {
    int log2 = (int) chunkClass - 1;
    for (long at = from; at < to; at += 4) {
      long address = window.u32(at);
      if (!DetsLayout.isBlockAddress(address)) {
        report(
            at + windowStart, "the address of a block (8 modulo 16, behind the header)", address);
      } else if (address <= lastAddress) {
        report(at + windowStart, "an address above " + lastAddress, address);
      }
      lastAddress = address;
      sink.freeBlock(address, log2, at + windowStart);
    }
  }

  private boolean broken(long offset, Object expected, Object found) {
    report(offset, expected, found);
    state = State.BROKEN;
    return false;
  }

  private void report(long offset, Object expected, Object found) {
    findings.at(offset, FindingKind.FREE_LIST, expected, found);
  }
}
