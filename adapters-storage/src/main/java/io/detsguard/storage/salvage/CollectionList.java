package io.detsguard.storage.salvage;

import java.util.Arrays;

/**
 * Collections found in the damaged file. Those of one range of the file are in ascending order of
 * their addresses. Filled by one thread; marked and read by several afterwards.
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

  private int[] addresses = new int[8];
  private int[] sizes = new int[8];
  private int[] firstUnits = new int[8];
  private byte[] marks = new byte[8];
  private int count;

  /** Adds a collection, and returns its index. */
  int add(long address, long size, int firstUnit) {
    if (count == addresses.length) {
      grow(count + (count >> 1));
    }
    addresses[count] = (int) address;
    sizes[count] = (int) size;
    firstUnits[count] = firstUnit;
    return count++;
  }

  private void grow(int room) {
    addresses = Arrays.copyOf(addresses, room);
    sizes = Arrays.copyOf(sizes, room);
    firstUnits = Arrays.copyOf(firstUnits, room);
    marks = Arrays.copyOf(marks, room);
  }

  int count() {
    return count;
  }

  long address(int index) {
    return Integer.toUnsignedLong(addresses[index]);
  }

  long size(int index) {
    return Integer.toUnsignedLong(sizes[index]);
  }

  /** The number of its first unit; the others follow it. */
  int firstUnit(int index) {
    return firstUnits[index];
  }

  boolean has(int index, int mark) {
    return (marks[index] & mark) != 0;
  }

  /** Sets a mark; marks that several threads set at once must be set under a lock. */
  void mark(int index, int mark) {
    marks[index] |= (byte) mark;
  }

  /** The index of the collection at {@code address}, or a negative number. */
  int find(long address) {
    int low = 0;
    int high = count - 1;
    while (low <= high) {
      int middle = low + high >>> 1;
      int compared = Long.compare(address(middle), address);
      if (compared == 0) {
        return middle;
      }
      if (compared > 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return -1;
  }
}
