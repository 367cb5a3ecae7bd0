package io.detsguard.storage.salvage;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A number of integers of 32 bits, outside the heap: a table can have more records than a small
 * heap has room for their numbers. Filled by one thread, or by several at different places.
 */
final class IntColumn {
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  private final MemorySegment cells;

  /** So many zeros, which last as long as {@code arena} does. */
  IntColumn(Arena arena, long cells) {
    this.cells = arena.allocate(Math.max(1, cells) * Integer.BYTES, Integer.BYTES);
  }

  int get(long index) {
    return cells.getAtIndex(INT, index);
  }

  void set(long index, int value) {
    cells.setAtIndex(INT, index, value);
  }

  /** Gives what is there, and puts one more in its place. */
  int getAndIncrement(long index) {
    int value = get(index);
    set(index, value + 1);
    return value;
  }

  /** Puts zeros everywhere. */
  void clear() {
    cells.fill((byte) 0);
  }
}
