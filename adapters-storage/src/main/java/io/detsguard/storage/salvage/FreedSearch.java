package io.detsguard.storage.salvage;

import io.detsguard.domain.repair.FreedBlock;
import io.detsguard.storage.dets.Cancellation;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.FreeBlocks;
import io.detsguard.storage.salvage.LostSlots.Fate;
import io.detsguard.storage.term.ByteView;
import java.util.Arrays;
import java.util.Optional;

/**
 * Looks among the freed blocks for what slots have lost.
 *
 * <p>When a slot's records move, their old place is freed before the new one is written: a crash in
 * between leaves them only in the freed block. But a freed block may as well be a deleted record,
 * or an older version of a damaged one, so what is found is offered and not inserted. A block is a
 * candidate when it parses, all its keys belong into one slot that lost its collection, and none of
 * them was found elsewhere. Source: {@code docs/dets-format.md}, "Repair".
 */
final class FreedSearch {
  private static final int FREE = (int) DetsLayout.FREE;
  private static final int CHECK_EVERY = 1 << 20;

  private final Excavation dig;
  private final LostSlots lost;
  private final TableKeys known;
  private final Losses losses;
  private final ByteView file;
  private final BodyReader bodies;
  private final Units.Appender units;
  private boolean inserted;

  /**
   * @param known the keys of the table as it is planned
   */
  FreedSearch(Excavation dig, LostSlots lost, TableKeys known, Losses losses) {
    this.dig = dig;
    this.lost = lost;
    this.known = known;
    this.losses = losses;
    this.file = dig.file();
    this.bodies = dig.bodyReader(dig.entryReader());
    this.units = dig.units().appender();
  }

  /**
   * Looks at all freed blocks, and adds the units of candidates to the collections as freed.
   *
   * @param closed whether the table was closed properly: then a slot that points to a block which
   *     no free list has is right, and the block's status is wrong
   * @param freeBlocks the free lists, if they can be read
   */
  void search(boolean closed, Optional<FreeBlocks> freeBlocks) throws InterruptedException {
    if (!dig.usesPhash2() || !lost.isAnyOpen()) {
      return;
    }
    long last = dig.end() - DetsLayout.GRANULE_BYTES;
    for (long at = FoundCollections.firstAddress(0); at <= last; at += 16) {
      if (file.i32(at + DetsLayout.STATUS_OFFSET) == FREE && !dig.allowance().isUsedUp()) {
        long block = at;
        take(at, closed && freeBlocks.filter(free -> free.contains(block)).isEmpty());
      }
      if ((at - DetsLayout.BASE) % CHECK_EVERY == 0) {
        Cancellation.check();
      }
    }
  }

  private void take(long address, boolean mayBeLive) {
    long size = file.u32(address);
    if (size < DetsLayout.GRANULE_BYTES || size > dig.end() - address) {
      return;
    }
    boolean read = bodies.read(address + DetsLayout.COLLECTION_HEADER_BYTES, address + size);
    dig.allowance().use(bodies.reached() - address);
    int index = read ? lost.thatTakes(bodies.found(), dig.slots()) : -1;
    if (index >= 0) {
      boolean vouched = mayBeLive && lost.address(index) == address && lost.size(index) == size;
      add(address, size, index, vouched);
    }
  }

  private void add(long address, long size, int index, boolean vouched) {
    int number = dig.collections().nextSalvaged();
    int[] added = bodies.found().addAllTo(units, number, Units.SALVAGED);
    boolean isNew = Arrays.stream(added).noneMatch(known::has);
    dig.collections().addSalvaged(address, size, added[0], mark(isNew, vouched));
    if (isNew && vouched) {
      lost.set(index, Fate.FOUND);
      inserted = true;
    } else if (isNew) {
      losses.candidate(new FreedBlock(address, size, lost.slot(index), bodies.objects()));
    }
  }

  private static int mark(boolean isNew, boolean vouched) {
    if (!isNew) {
      return CollectionList.DROPPED;
    }
    return vouched ? CollectionList.POINTED : CollectionList.FREED;
  }

  /** Whether a block turned out to belong to the table, so that the table must be planned anew. */
  boolean hasInserted() {
    return inserted;
  }
}
