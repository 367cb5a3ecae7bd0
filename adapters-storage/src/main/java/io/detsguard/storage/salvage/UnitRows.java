package io.detsguard.storage.salvage;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Units in the order of their slots, with what a new table must know of each, outside the heap: so
 * that to go through the slots is not to look at the units themselves, which lie in the order of
 * the damaged file.
 *
 * <pre>
 *  +0   u64  the row: the slot in the upper half, the unit's number in the lower
 *  +8   i32  the bytes that the unit takes in the new table
 * </pre>
 *
 * <p>In the machine's byte order. Filled by one thread, or by several at different places.
 */
final class UnitRows {
  /** In the place of a unit that was given up. */
  static final long NONE = -1;

  private static final long ROW_BYTES = Long.BYTES + Integer.BYTES;
  private static final ValueLayout.OfLong ROW = ValueLayout.JAVA_LONG_UNALIGNED;
  private static final ValueLayout.OfInt BYTES = ValueLayout.JAVA_INT;

  private final MemorySegment rows;

  /** Room for so many, for as long as {@code arena} lasts. */
  UnitRows(Arena arena, long count) {
    this.rows = arena.allocate(Math.max(1, count) * ROW_BYTES, Integer.BYTES);
  }

  /** The row of a unit. */
  static long row(int slot, int unit) {
    return (long) slot << Integer.SIZE | Integer.toUnsignedLong(unit);
  }

  /** The slot of a row that is not {@link #NONE}. */
  static int slot(long row) {
    return (int) (row >>> Integer.SIZE);
  }

  /** The unit of a row that is not {@link #NONE}. */
  static int unit(long row) {
    return (int) row;
  }

  long row(long index) {
    return rows.get(ROW, index * ROW_BYTES);
  }

  int bytes(long index) {
    return rows.get(BYTES, index * ROW_BYTES + Long.BYTES);
  }

  void set(long index, long row, int bytes) {
    rows.set(ROW, index * ROW_BYTES, row);
    rows.set(BYTES, index * ROW_BYTES + Long.BYTES, bytes);
  }
}
