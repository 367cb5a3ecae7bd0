package io.detsguard.storage.dets;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.term.ByteView;
import java.util.Optional;

/** Makes each thread's chain of checkers: collections, bodies, objects and keys. */
final class CheckerFactory {
  /**
   * How many windows of the walk a thread reads ahead at least: the collections of one come in any
   * order, and are to be found in what was read for the first of them.
   */
  private static final int BUFFER_STEPS = 4;

  private final ByteView file;
  private final TableFrame frame;
  private final SegmentArray segments;
  private final boolean digests;

  /**
   * A factory for one walk over the slots.
   *
   * @param digests whether the digest of the records is wanted
   */
  CheckerFactory(ByteView file, TableFrame frame, SegmentArray segments, boolean digests) {
    this.file = file;
    this.frame = frame;
    this.segments = segments;
    this.digests = digests;
  }

  /**
   * The checker of one thread.
   *
   * @param space the map in which it marks what it checks
   * @param tally takes what it counts and finds
   */
  CollectionChecker checker(SpaceMap space, CheckTally tally) {
    int step = SlotsByAddress.windowBytes(frame.dataEnd());
    ByteView own = file.buffered(Math.max(ByteView.BUFFER_BYTES, BUFFER_STEPS * step), step);
    return new CollectionChecker(own, frame.dataEnd(), space, tally, bodies(own, tally));
  }

  private Optional<BodyChecker> bodies(ByteView own, CheckTally tally) {
    TableHeader header = frame.header();
    if (!header.describesObjects()) {
      return Optional.empty();
    }
    TableType type = header.type().orElseThrow();
    ObjectChecker objects = new ObjectChecker(own, (int) header.keyPosition(), tally, digests);
    KeyChecker keys = new KeyChecker(own, placement(), tally);
    return Optional.of(new BodyChecker(own, type, tally, objects, keys));
  }

  private Optional<SlotPlacement> placement() {
    TableHeader header = frame.header();
    if (header.hashMethod() != DetsLayout.HASH_PHASH2 || !header.describesSlots()) {
      return Optional.empty();
    }
    int modulus = (int) header.hashModulus();
    return Optional.of(
        header.isClosedProperly()
            ? new SlotPlacement.Exact(modulus, (int) header.splitPointer())
            : new SlotPlacement.Growing(modulus, segments.slots()));
  }
}
