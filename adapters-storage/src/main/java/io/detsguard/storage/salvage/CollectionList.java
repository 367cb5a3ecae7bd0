package io.detsguard.storage.salvage;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Collections found in the damaged file. Those of one range of the file are in ascending order of
 * their addresses. Filled by one thread; marked and read by several afterwards.
 *
 * <pre>
 *  +0   u32  address
 *  +4   u32  size
 *  +8   i32  the number of its first unit; the others follow it
 *  +12  u32  marks
 * </pre>
 */
final class CollectionList {
  /** A slot points to it, and agrees on its size. */
  static final int POINTED = 1;

  /** A slot points to it, but gives another size. */
  static final int POINTED_OTHER_SIZE = 2;

  /** It is not believed: another one that it overlaps is. */
  static final int DROPPED = 4;

  /** It is a freed block, which is not part of the table unless the caller asks for it. */
  static final int FREED = 8;

  private static final int ROW_INTS = 4;
  private static final long ROW_BYTES = ROW_INTS * Integer.BYTES;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  /** On the heap while it grows; empty once it is sealed. */
  private int[] growing = new int[8 * ROW_INTS];

  private MemorySegment rows = MemorySegment.ofArray(growing);
  private int count;

  /** Adds a collection, and returns its index. */
  int add(long address, long size, int firstUnit) {
    int at = count * ROW_INTS;
    if (at == growing.length) {
      growing = Arrays.copyOf(growing, 2 * growing.length);
      rows = MemorySegment.ofArray(growing);
    }
    growing[at] = (int) address;
    growing[at + 1] = (int) size;
    growing[at + 2] = firstUnit;
    return count++;
  }

  /**
   * Moves all out of the heap; none can be added any more.
   *
   * @param arena memory that all threads may use
   */
  void seal(Arena arena) {
    MemorySegment sealed = arena.allocate(Math.max(1, count) * ROW_BYTES, Integer.BYTES);
    sealed.copyFrom(rows.asSlice(0, count * ROW_BYTES));
    rows = sealed;
    growing = new int[0];
  }

  int count() {
    return count;
  }

  long address(int index) {
    return Integer.toUnsignedLong(rows.get(INT, index * ROW_BYTES));
  }

  long size(int index) {
    return Integer.toUnsignedLong(rows.get(INT, index * ROW_BYTES + 4));
  }

  /** The number of its first unit; the others follow it. */
  int firstUnit(int index) {
    return rows.get(INT, index * ROW_BYTES + 8);
  }

  boolean has(int index, int mark) {
    return (rows.get(INT, index * ROW_BYTES + 12) & mark) != 0;
  }

  /** Sets a mark; marks that several threads set at once must be set under a lock. */
  void mark(int index, int mark) {
    long at = index * ROW_BYTES + 12;
    rows.set(INT, at, rows.get(INT, at) | mark);
  }

  /** The index of the collection at {@code address}, or a negative number. */
  int find(long address) {
    return SortedSearch.find(count, address, this::address);
  }
}
