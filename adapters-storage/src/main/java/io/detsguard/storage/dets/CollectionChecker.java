package io.detsguard.storage.dets;

import io.detsguard.domain.check.FindingKind;
import io.detsguard.storage.term.ByteView;
import java.util.Optional;

/**
 * Checks what a slot points to: that a live collection of the slot's size can be there and is, that
 * its block is its own, and then its body.
 *
 * <p>Source: {@code docs/dets-format.md}, "Slots" and "Deep verification". One instance for each
 * thread.
 */
final class CollectionChecker {
  private final ByteView file;
  private final long dataEnd;
  private final SpaceMap space;
  private final CheckTally tally;
  private final Optional<BodyChecker> bodies;

  /**
   * A checker of collections.
   *
   * @param dataEnd where no collection reaches beyond
   * @param space takes the marks of the collections
   * @param bodies looks into the collections; empty when type or key position are not known
   */
  CollectionChecker(
      ByteView file, long dataEnd, SpaceMap space, CheckTally tally, Optional<BodyChecker> bodies) {
    this.file = file;
    this.dataEnd = dataEnd;
    this.space = space;
    this.tally = tally;
    this.bodies = bodies;
  }

  /**
   * Checks the collection of a slot that is not empty.
   *
   * @param entryAt where the slot itself lies, for findings
   * @param size the size the slot gives
   * @param address the address the slot gives
   */
  void check(int slot, long entryAt, long size, long address) throws InterruptedException {
    if (!isPossible(entryAt, size, address, dataEnd, tally.findings())
        || !agreesInSize(size, address)) {
      tally.markUnread();
      return;
    }
    tally.addCollection(size);
    boolean own = occupy(size, address);
    if (isLive(address) && own && bodies.isPresent()) {
      long body = address + DetsLayout.COLLECTION_HEADER_BYTES;
      bodies.get().check(slot, body, address + size);
    } else {
      tally.markUnread();
    }
  }

  /**
   * Checks the two words of a slot that is not empty.
   *
   * @param dataEnd where no collection reaches beyond
   */
  static boolean isPossible(
      long entryAt, long size, long address, long dataEnd, FindingCollector findings) {
    if (!DetsLayout.isBlockAddress(address)) {
      String expected = "an address (8 modulo 16) from 1336 on";
      findings.at(entryAt + 4, FindingKind.SLOT, expected, address);
      return false;
    }
    if (size < DetsLayout.GRANULE_BYTES || size > dataEnd - address) {
      String expected = "16 bytes or more at " + address + ", ending by " + dataEnd;
      findings.at(entryAt, FindingKind.SLOT, expected, size + " bytes");
      return false;
    }
    return true;
  }

  private boolean agreesInSize(long size, long address) {
    file.fetch(address, address + size); // all of the collection, of which this is read first
    long there = file.u32(address);
    return there == size
        || report(address, FindingKind.COLLECTION_HEADER, "the size in its slot, " + size, there);
  }

  private boolean isLive(long address) {
    long status = file.u32(address + DetsLayout.STATUS_OFFSET);
    return status == DetsLayout.ACTIVE
        || report(
            address + DetsLayout.STATUS_OFFSET,
            FindingKind.COLLECTION_HEADER,
            "live, " + HeaderDecoder.hex(DetsLayout.ACTIVE),
            HeaderDecoder.hex(status));
  }

  private boolean occupy(long size, long address) {
    long overlap = space.mark(address, DetsLayout.blockBytes(size));
    if (overlap == SpaceMap.NO_OVERLAP) {
      return true;
    }
    tally.markOverlapping();
    String found = "the collection at " + address + " and something else";
    return report(overlap, FindingKind.TILING, "one block", found);
  }

  private boolean report(long offset, FindingKind kind, String expected, Object found) {
    tally.findings().at(offset, kind, expected, found);
    return false;
  }
}
