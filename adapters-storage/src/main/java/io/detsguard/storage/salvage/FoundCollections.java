package io.detsguard.storage.salvage;

import io.detsguard.storage.dets.DetsLayout;

/**
 * All collections that were found: those that the scan accepted, by ranges of the file, and those
 * that were salvaged afterwards.
 *
 * <p>A collection is known by a number: its range and its index there, or negative for the salvaged
 * ones.
 */
final class FoundCollections {
  /** The base-2 logarithm of a range's bytes. A range has at most 2^14 addresses. */
  private static final int RANGE_LOG2 = 18;

  static final int RANGE_BYTES = 1 << RANGE_LOG2;

  private static final int INDEX_LOG2 = RANGE_LOG2 - 4;

  private final CollectionList[] ranges;
  private final CollectionList salvaged = new CollectionList();

  /** No collections yet in a file of which so many bytes are looked at. */
  FoundCollections(long fileBytes) {
    ranges = new CollectionList[(int) Math.ceilDiv(fileBytes, RANGE_BYTES)];
    for (int i = 0; i < ranges.length; i++) {
      ranges[i] = new CollectionList();
    }
  }

  /** Takes collections. */
  @FunctionalInterface
  interface Sink {
    void collection(CollectionList list, int index);
  }

  int ranges() {
    return ranges.length;
  }

  /** The first address of a range. */
  static long firstAddress(int range) {
    return range == 0
        ? DetsLayout.BASE
        : ((long) range << RANGE_LOG2) + DetsLayout.ADDRESS_REMAINDER;
  }

  /** The collections of one range, ascending. */
  CollectionList range(int range) {
    return ranges[range];
  }

  /** The number of a collection of a range. */
  static int number(int range, int index) {
    return range << INDEX_LOG2 | index;
  }

  /**
   * Adds a collection that did not parse as a whole, or is none of the table's own.
   *
   * @param mark one of the marks of {@link CollectionList}, or 0
   */
  void addSalvaged(long address, long size, int firstUnit, int mark) {
    salvaged.mark(salvaged.add(address, size, firstUnit), mark);
  }

  /** The number that the next salvaged collection gets. */
  int nextSalvaged() {
    return -1 - salvaged.count();
  }

  /** The list in which a number is. */
  CollectionList list(int number) {
    return number < 0 ? salvaged : ranges[number >>> INDEX_LOG2];
  }

  /** Its index there. */
  int index(int number) {
    return number < 0 ? -1 - number : number & (1 << INDEX_LOG2) - 1;
  }

  boolean has(int number, int mark) {
    return list(number).has(index(number), mark);
  }

  /** The list in which a collection at {@code address} is, if it was found by the scan. */
  CollectionList listOf(long address) {
    return ranges[(int) (address >>> RANGE_LOG2)];
  }

  /** Passes the collections of the scan in ascending order of their addresses. */
  void forEach(Sink sink) {
    for (CollectionList list : ranges) {
      for (int i = 0; i < list.count(); i++) {
        sink.collection(list, i);
      }
    }
  }

  /** Passes the salvaged ones as well. */
  void forAll(Sink sink) {
    forEach(sink);
    for (int i = 0; i < salvaged.count(); i++) {
      sink.collection(salvaged, i);
    }
  }
}
