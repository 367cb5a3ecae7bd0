package io.detsguard.storage.dets;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.term.ByteView;
import java.util.Optional;

/** Makes each thread's chain of checkers: segments, collections, bodies, objects and keys. */
final class WalkFactory {
  private final ByteView file;
  private final TableFrame frame;
  private final SegmentArray segments;
  private final SpaceMap space;

  /**
   * A factory for one walk.
   *
   * @param space the map in which the collections are marked, parts and segments already are
   */
  WalkFactory(ByteView file, TableFrame frame, SegmentArray segments, SpaceMap space) {
    this.file = file;
    this.frame = frame;
    this.segments = segments;
    this.space = space;
  }

  /** The walk of one thread, which counts and finds into {@code tally}. */
  SegmentWalk walk(CheckTally tally) {
    CollectionChecker collections =
        new CollectionChecker(file, frame.dataEnd(), space, tally, bodies(tally));
    return new SegmentWalk(file, segments, collections);
  }

  private Optional<BodyChecker> bodies(CheckTally tally) {
    TableHeader header = frame.header();
    if (!header.describesObjects()) {
      return Optional.empty();
    }
    TableType type = header.type().orElseThrow();
    ObjectChecker objects = new ObjectChecker(file, (int) header.keyPosition(), tally);
    KeyChecker keys = new KeyChecker(file, placement(), tally);
    return Optional.of(new BodyChecker(file, type, tally, objects, keys));
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
