package io.detsguard.storage.salvage;

import io.detsguard.domain.repair.SkipReason;
import io.detsguard.storage.dets.DetsLayout;

/**
 * Settles which of two collections to believe when the bytes of one lie inside the other: the one
 * that a slot points to. Without such evidence both are kept, and their keys decide later.
 *
 * <p>The same sweep tells which live words that do not parse are nothing but bytes inside of a
 * collection or a segment.
 */
final class OverlapSweep {
  private final Excavation dig;
  private final Losses losses;
  private CollectionList outer = new CollectionList();
  private int outerIndex = -1;
  private long bodyEnd;

  OverlapSweep(Excavation dig, Losses losses) {
    this.dig = dig;
    this.losses = losses;
  }

  /** Marks collections that are not to be believed. */
  void sweep() {
    dig.collections().forEach(this::take);
  }

  private void take(CollectionList list, int index) {
    long address = list.address(index);
    long end = address + list.size(index);
    if (address < bodyEnd && isBetter(outer, outerIndex, list, index)) {
      drop(list, index);
      return;
    }
    if (address < bodyEnd && isBetter(list, index, outer, outerIndex)) {
      drop(outer, outerIndex);
      bodyEnd = end;
    }
    if (end >= bodyEnd) {
      outer = list;
      outerIndex = index;
      bodyEnd = end;
    }
  }

  private static boolean isBetter(CollectionList a, int i, CollectionList b, int j) {
    return a.has(i, CollectionList.POINTED) && !b.has(j, CollectionList.POINTED);
  }

  private void drop(CollectionList list, int index) {
    list.mark(index, CollectionList.DROPPED);
    losses.skip(list.address(index), list.size(index), SkipReason.OVERLAPPED, 0);
  }

  /**
   * The addresses of {@code damaged}, which ascend, that are neither in the block of a believed
   * collection nor in a segment.
   */
  AddressList uncovered(AddressList damaged) {
    AddressList uncovered = new AddressList(Math.max(1, damaged.count()));
    Cover cover = new Cover(damaged, uncovered);
    dig.collections().forEach(cover::advance);
    cover.rest();
    return uncovered;
  }

  /** How far blocks of believed collections reach, while damaged addresses are passed. */
  private final class Cover {
    private final AddressList damaged;
    private final AddressList uncovered;
    private int next;
    private long end;

    Cover(AddressList damaged, AddressList uncovered) {
      this.damaged = damaged;
      this.uncovered = uncovered;
    }

    void advance(CollectionList list, int index) {
      if (list.has(index, CollectionList.DROPPED)) {
        return;
      }
      long address = list.address(index);
      passUpTo(address);
      end = Math.max(end, address + DetsLayout.blockBytes(list.size(index)));
    }

    void rest() {
      passUpTo(Long.MAX_VALUE);
    }

    private void passUpTo(long address) {
      for (; next < damaged.count() && damaged.get(next) < address; next++) {
        long at = damaged.get(next);
        if (at >= end && !dig.slots().isInSegment(at)) {
          uncovered.add(at);
        }
      }
    }
  }
}
