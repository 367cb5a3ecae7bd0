package io.detsguard.storage.dets;

import java.util.List;

/**
 * A collection to be written: the keys of one slot, ascending, or a freed one that only takes room.
 *
 * @param slot the slot that will point to it; {@link #FREED} for a freed one
 * @param size bytes of its header and body
 * @param groups its keys with their objects
 */
record PlannedCollection(int slot, long size, List<KeyGroup> groups) {
  /** No slot: the collection was deleted. */
  static final int FREED = -1;

  boolean isLive() {
    return slot != FREED;
  }

  int blockLog2() {
    return DetsLayout.blockLog2(size);
  }
}
