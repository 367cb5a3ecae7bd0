package io.detsguard.storage.salvage;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * All units that were found, by their places in the damaged file; outside the heap.
 *
 * <pre>
 *  +0   u32  position of the unit's length word
 *  +4   u32  flags in the upper 5 bits, the key's phash2 in the lower 27
 *  +8   u32  from the position to the key of the first object; 0 when that is compressed
 *  +12  i32  the collection it was found in, as {@link FoundCollections} numbers them
 *  +16  u32  bytes it takes in a new table, its length words included
 * </pre>
 *
 * <p>Several threads may add, each by an {@link Appender} of its own; units are read when that is
 * over. The numbers of the units that one thread adds ascend.
 */
final class Units {
  /** The unit is the group of a key in a bag; else it is a single entry. */
  static final int GROUP = 1 << 31;

  /** The entry's length word is wrong, or more than the object: the object itself tells its end. */
  static final int RESCAN = 1 << 30;

  /** The unit comes from a collection that did not parse as a whole. */
  static final int SALVAGED = 1 << 29;

  /** The key is greater than that of the unit found before it in the same collection. */
  static final int ASCENDS = 1 << 28;

  private static final int HASH_MASK = (1 << 27) - 1;
  private static final int ROW_BYTES = 20;
  private static final int PAGE_LOG2 = 12;
  private static final int PAGE_ROWS = 1 << PAGE_LOG2;
  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;

  private final Arena arena;
  private Page[] pages = new Page[16];
  private int pageCount;

  Units(Arena arena) {
    this.arena = arena;
  }

  private static final class Page {
    private final MemorySegment rows;
    private int used;

    Page(MemorySegment rows) {
      this.rows = rows;
    }
  }

  /** Takes units one after the other. */
  @FunctionalInterface
  interface Sink {
    void unit(int unit) throws InterruptedException;
  }

  /** Adds units for one thread. */
  final class Appender {
    private int number = -1;
    private Page page = new Page(MemorySegment.NULL);

    /** Adds a unit, and returns its number. */
    int add(long position, int hashAndFlags, int keyOffset, int collection, int bytes) {
      if (number < 0 || page.used == PAGE_ROWS) {
        number = newPage();
        page = page(number);
      }
      long at = (long) page.used * ROW_BYTES;
      page.rows.set(INT, at, (int) position);
      page.rows.set(INT, at + 4, hashAndFlags);
      page.rows.set(INT, at + 8, keyOffset);
      page.rows.set(INT, at + 12, collection);
      page.rows.set(INT, at + 16, bytes);
      return number << PAGE_LOG2 | page.used++;
    }
  }

  /** An appender for the calling thread. */
  Appender appender() {
    return new Appender();
  }

  private synchronized Page page(int number) {
    return pages[number];
  }

  private synchronized int newPage() {
    if (pageCount == pages.length) {
      pages = Arrays.copyOf(pages, 2 * pageCount);
    }
    pages[pageCount] = new Page(arena.allocate((long) PAGE_ROWS * ROW_BYTES));
    return pageCount++;
  }

  /** How many there are. */
  int count() {
    return Arrays.stream(pages, 0, pageCount).mapToInt(page -> page.used).sum();
  }

  /** What all their numbers are below. */
  int numbers() {
    return pageCount << PAGE_LOG2;
  }

  /** Passes each unit to {@code sink}, in ascending order of their numbers. */
  void forEach(Sink sink) throws InterruptedException {
    for (int page = 0; page < pageCount; page++) {
      for (int row = 0; row < pages[page].used; row++) {
        sink.unit(page << PAGE_LOG2 | row);
      }
    }
  }

  private int word(int unit, int offset) {
    return pages[unit >>> PAGE_LOG2].rows.get(
        INT, (long) (unit & PAGE_ROWS - 1) * ROW_BYTES + offset);
  }

  /** The {@code phash2} in a word that has flags too. */
  static int hashOf(int hashAndFlags) {
    return hashAndFlags & HASH_MASK;
  }

  /** Where its length word is. */
  long position(int unit) {
    return Integer.toUnsignedLong(word(unit, 0));
  }

  /** The {@code phash2} of its key. */
  int hash(int unit) {
    return word(unit, 4) & HASH_MASK;
  }

  boolean has(int unit, int flag) {
    return (word(unit, 4) & flag) != 0;
  }

  /**
   * Whether it is known, without a look at the keys, that {@code b} was found right behind {@code
   * a} and has the greater key. Of units on different pages it is not known.
   */
  boolean isKnownToAscend(int a, int b) {
    return b == a + 1 && (b & PAGE_ROWS - 1) != 0 && has(b, ASCENDS);
  }

  /** From its position to its key's tag; 0 when the key must be looked for. */
  int keyOffset(int unit) {
    return word(unit, 8);
  }

  /** The collection it was found in. */
  int collection(int unit) {
    return word(unit, 12);
  }

  /** The bytes it takes in a new table. */
  int bytes(int unit) {
    return word(unit, 16);
  }
}
