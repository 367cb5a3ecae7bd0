package io.detsguard.storage.salvage;

import io.detsguard.domain.repair.SkipReason;
import io.detsguard.storage.dets.Cancellation;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.salvage.LostSlots.Fate;
import io.detsguard.storage.term.ByteView;

/**
 * Goes to each place where a collection should be and none parses, and saves what is there.
 *
 * <p>A slot knows where its collection is and how large, so one whose size or status word is
 * damaged, and nothing else, is read in full by what the slot says. Of the others every readable
 * entry is saved. Source: {@code docs/dets-format.md}, "Repair".
 */
final class DamageSalvage {
  private final Excavation dig;
  private final LostSlots lost;
  private final Losses losses;
  private final ByteView file;
  private final BodyReader bodies;
  private final DamagedBody damagedBodies;
  private final Units.Appender units;

  DamageSalvage(Excavation dig, LostSlots lost, Losses losses) {
    this.dig = dig;
    this.lost = lost;
    this.losses = losses;
    this.file = dig.file();
    EntryReader entries = dig.entryReader();
    this.bodies = dig.bodyReader(entries);
    this.damagedBodies = new DamagedBody(dig, entries);
    this.units = dig.units().appender();
  }

  /** Saves what is left of live collections that do not parse, at ascending addresses. */
  void salvageLive(AddressList damaged) throws InterruptedException {
    for (int i = 0; i < damaged.count(); i++) {
      Cancellation.check();
      salvageLive(damaged.get(i));
    }
    losses.skipUnlisted(damaged.inAll() - damaged.count());
  }

  private void salvageLive(long address) {
    if (dig.allowance().isUsedUp()) {
      losses.skip(address, file.u32(address), SkipReason.NOT_EXAMINED, 0);
      return;
    }
    int slot = lost.pointingTo(address);
    if (slot >= 0 && isPossible(address, lost.size(slot))) {
      salvageOf(slot);
    } else {
      salvageBySizeWord(address);
    }
  }

  /** Saves what slots point to whose collections have not even the status of a live one. */
  void salvageLost() throws InterruptedException {
    for (int i = 0; i < lost.count(); i++) {
      Cancellation.check();
      long address = lost.address(i);
      boolean untouched = lost.is(i, Fate.LOST) && isPossible(address, lost.size(i));
      if (untouched && !isTaken(address) && !dig.allowance().isUsedUp()) {
        salvageOf(i);
      }
    }
  }

  /** Whether something is there that is not the slot's: a freed block, or another collection. */
  private boolean isTaken(long address) {
    return file.u32(address + DetsLayout.STATUS_OFFSET) == DetsLayout.FREE
        || dig.collections().listOf(address).find(address) >= 0;
  }

  private boolean isPossible(long address, long size) {
    return DetsLayout.isBlockAddress(address)
        && size >= DetsLayout.GRANULE_BYTES
        && size <= dig.end() - address;
  }

  /** Reads the collection of a slot by the size that the slot gives. */
  private void salvageOf(int index) {
    long address = lost.address(index);
    long end = address + lost.size(index);
    int slot = lost.slot(index);
    long body = address + DetsLayout.COLLECTION_HEADER_BYTES;
    boolean whole = bodies.read(body, end) && dig.allows(bodies.found(), slot);
    dig.allowance().use(bodies.reached() - body);
    if (whole) {
      add(address, lost.size(index), bodies.found(), CollectionList.POINTED);
      lost.set(index, Fate.FOUND);
      return;
    }
    damagedBodies.read(body, end, slot);
    settle(index, address, lost.size(index));
  }

  private void settle(int index, long address, long size) {
    FoundUnits found = damagedBodies.found();
    boolean live = file.u32(address + DetsLayout.STATUS_OFFSET) == DetsLayout.ACTIVE;
    if (!live && !dig.allows(found, lost.slot(index))) {
      return; // something else lies there by now
    }
    if (!found.isEmpty()) {
      add(address, size, found, CollectionList.POINTED);
    }
    if (damagedBodies.isComplete()) {
      lost.set(index, Fate.FOUND);
    } else if (live || !found.isEmpty()) {
      losses.skip(address, size, SkipReason.UNREADABLE_BODY, found.count());
      lost.set(index, Fate.REPORTED);
    }
  }

  private void salvageBySizeWord(long address) {
    long size = file.u32(address);
    long body = address + DetsLayout.COLLECTION_HEADER_BYTES;
    SkipReason reason = SkipReason.UNREADABLE_BODY;
    if (isPossible(address, size)) {
      damagedBodies.read(body, address + size, DamagedBody.ANY_SLOT);
    } else {
      damagedBodies.readLeading(body, dig.end());
      boolean cutOff = size >= DetsLayout.GRANULE_BYTES && size <= DetsLayout.ADDRESS_SPACE;
      reason = cutOff ? SkipReason.CUT_OFF : SkipReason.IMPOSSIBLE_SIZE;
    }
    FoundUnits found = damagedBodies.found();
    if (!found.isEmpty()) {
      add(address, size, found, 0);
    }
    if (!damagedBodies.isComplete()) {
      losses.skip(address, size, reason, found.count());
    }
  }

  private void add(long address, long size, FoundUnits found, int mark) {
    int number = dig.collections().nextSalvaged();
    int first = found.addTo(units, number, Units.SALVAGED);
    dig.collections().addSalvaged(address, size, first, mark);
  }
}
