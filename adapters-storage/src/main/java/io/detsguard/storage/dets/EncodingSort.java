package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * Sorts the stored encodings of a table as unsigned byte strings, by their places alone.
 *
 * <p>Multikey quicksort (Bentley and Sedgewick, 1997), with eight bytes as one character: a range
 * is split in three by the words at a depth, and only the middle part, where they are equal, looks
 * deeper. The ranges to do are on a stack of their own, the larger ones put off longer, so its size
 * is logarithmic in the number of objects. A string that ends within a word is padded with zeros
 * there and told from one that has them by its length.
 */
final class EncodingSort {
  private static final ValueLayout.OfInt PLACE = ValueLayout.JAVA_INT;
  private static final int SMALL_RANGE = 12;
  private static final int WORD_BYTES = 8;

  private final ByteView file;
  private final MemorySegment places;
  private final RangeStack todo = new RangeStack();

  // The word at the depth in hand, and how many of its bytes belong to the string.
  private long word;
  private int wordBytes;
  private long pivots;

  /**
   * A sort of the entries at {@code places}.
   *
   * @param places positions of length words, as unsigned 32-bit numbers in native order
   */
  EncodingSort(ByteView file, MemorySegment places) {
    this.file = file;
    this.places = places;
  }

  /** Sorts the first {@code count} places. */
  void sort(long count) throws InterruptedException {
    todo.push(0, count, 0);
    while (todo.pop()) {
      Cancellation.check();
      if (todo.count() <= SMALL_RANGE) {
        insertionSort(todo.from(), todo.to(), todo.depth());
      } else {
        split(todo.from(), todo.to(), todo.depth());
      }
    }
  }

  /** The position of the length word that is at {@code index} now. */
  long place(long index) {
    return Integer.toUnsignedLong(places.getAtIndex(PLACE, index));
  }

  private void split(long from, long to, long depth) {
    readWord(place(pivot(from, to)), depth);
    long pivot = word;
    int pivotBytes = wordBytes;
    long less = from;
    long greater = to;
    long at = from;
    while (at < greater) {
      int compared = compareWord(place(at), depth, pivot, pivotBytes);
      if (compared < 0) {
        swap(less++, at++);
      } else if (compared > 0) {
        swap(at, --greater);
      } else {
        at++;
      }
    }
    int before = todo.size();
    todo.push(from, less, depth);
    todo.push(greater, to, depth);
    if (pivotBytes == WORD_BYTES) {
      todo.push(less, greater, depth + WORD_BYTES);
    }
    todo.putLargestFirst(before);
  }

  // Pivots are spread by a sequence of their own, not by the order in which a hostile file may have
  // laid out its objects to make this quadratic by chance of position.
  private long pivot(long from, long to) {
    pivots += 0x9E3779B97F4A7C15L;
    return from + Long.remainderUnsigned(pivots ^ pivots >>> 29, to - from);
  }

  private int compareWord(long place, long depth, long otherWord, int otherBytes) {
    readWord(place, depth);
    int compared = Long.compareUnsigned(word, otherWord);
    return compared != 0 ? compared : Integer.compare(wordBytes, otherBytes);
  }

  private void readWord(long place, long depth) {
    long left = encodingBytes(place) - depth;
    long at = place + DetsLayout.LENGTH_WORD_BYTES + depth;
    if (left >= WORD_BYTES) {
      wordBytes = WORD_BYTES;
      word = file.i64(at);
    } else {
      wordBytes = (int) left;
      // The bytes before it are within the file: a header of more than 8 bytes precedes all.
      long shifted = file.i64(at + left - WORD_BYTES) << WORD_BYTES * (WORD_BYTES - 1 - left);
      word = left == 0 ? 0 : shifted << WORD_BYTES;
    }
  }

  private void insertionSort(long from, long to, long depth) {
    for (long i = from + 1; i < to; i++) {
      int place = places.getAtIndex(PLACE, i);
      long hole = i;
      while (hole > from
          && compareRest(place(hole - 1), Integer.toUnsignedLong(place), depth) > 0) {
        places.setAtIndex(PLACE, hole, places.getAtIndex(PLACE, hole - 1));
        hole--;
      }
      places.setAtIndex(PLACE, hole, place);
    }
  }

  private int compareRest(long a, long b, long depth) {
    long skip = DetsLayout.LENGTH_WORD_BYTES + depth;
    return file.compareBytes(
        a + skip, encodingBytes(a) - depth, file, b + skip, encodingBytes(b) - depth);
  }

  private long encodingBytes(long place) {
    return file.u32(place) - DetsLayout.LENGTH_WORD_BYTES;
  }

  private void swap(long a, long b) {
    int place = places.getAtIndex(PLACE, a);
    places.setAtIndex(PLACE, a, places.getAtIndex(PLACE, b));
    places.setAtIndex(PLACE, b, place);
  }

  /** Ranges still to be sorted, each with the depth up to which its strings are equal. */
  private static final class RangeStack {
    private static final int FIELDS = 3;

    private long[] ranges = new long[FIELDS * 64];
    private int size;

    void push(long from, long to, long depth) {
      if (to - from < 2) {
        return;
      }
      if (size == ranges.length) {
        ranges = Arrays.copyOf(ranges, 2 * size);
      }
      put(size, from, to, depth);
      size += FIELDS;
    }

    /** How much is on the stack, for {@link #putLargestFirst}. */
    int size() {
      return size;
    }

    /** Orders what was pushed since the stack had that size: the smallest range comes off first. */
    void putLargestFirst(int since) {
      for (int i = since + FIELDS; i < size; i += FIELDS) {
        for (int j = i; j > since && count(j) > count(j - FIELDS); j -= FIELDS) {
          swapWithPrevious(j);
        }
      }
    }

    private long count(int at) {
      return ranges[at + 1] - ranges[at];
    }

    private void swapWithPrevious(int at) {
      long from = ranges[at];
      long to = ranges[at + 1];
      long depth = ranges[at + 2];
      System.arraycopy(ranges, at - FIELDS, ranges, at, FIELDS);
      put(at - FIELDS, from, to, depth);
    }

    private void put(int at, long from, long to, long depth) {
      ranges[at] = from;
      ranges[at + 1] = to;
      ranges[at + 2] = depth;
    }

    /** Takes the range that was pushed last; false when there is none. */
    boolean pop() {
      size -= FIELDS;
      return size >= 0;
    }

    long from() {
      return ranges[size];
    }

    long to() {
      return ranges[size + 1];
    }

    long count() {
      return to() - from();
    }

    long depth() {
      return ranges[size + 2];
    }
  }
}
