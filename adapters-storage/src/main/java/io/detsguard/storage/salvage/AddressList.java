package io.detsguard.storage.salvage;

import java.util.Arrays;

/** Positions in a file, in the order in which they were added; at most so many are kept. */
final class AddressList {
  private final int room;
  private long[] addresses = new long[8];
  private int count;
  private long inAll;

  /** An empty list that keeps at most {@code room}. */
  AddressList(int room) {
    this.room = room;
  }

  void add(long address) {
    inAll++;
    if (count == room) {
      return;
    }
    if (count == addresses.length) {
      addresses = Arrays.copyOf(addresses, 2 * count);
    }
    addresses[count++] = address;
  }

  void addAll(AddressList other) {
    for (int i = 0; i < other.count; i++) {
      add(other.addresses[i]);
    }
    inAll += other.inAll - other.count;
  }

  int count() {
    return count;
  }

  /** How many were added, those not kept included. */
  long inAll() {
    return inAll;
  }

  long get(int index) {
    return addresses[index];
  }

  void sort() {
    Arrays.sort(addresses, 0, count);
  }
}
