package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * The bodies of some collections, one behind the other, in memory of their own: what was accepted
 * once cannot change any more, even while an owner writes to the table.
 */
final class CollectionCopy {
  private static final long FIRST_BYTES = 1 << 16;

  private MemorySegment buffer = Arena.ofAuto().allocate(FIRST_BYTES);
  private long length;

  void clear() {
    length = 0;
  }

  /** Adds a copy of {@code bytes} bytes at {@code at}. */
  void add(ByteView file, long at, long bytes) {
    if (length + bytes > buffer.byteSize()) {
      MemorySegment larger = Arena.ofAuto().allocate(2 * (length + bytes));
      MemorySegment.copy(buffer, 0, larger, 0, length);
      buffer = larger;
    }
    MemorySegment.copy(file.segment(), at, buffer, length, bytes);
    length += bytes;
  }

  long length() {
    return length;
  }

  /** What was added; to be asked for again after more was. */
  ByteView view() {
    return new ByteView(buffer.asSlice(0, length));
  }
}
