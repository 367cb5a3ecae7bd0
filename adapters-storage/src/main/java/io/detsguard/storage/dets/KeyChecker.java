package io.detsguard.storage.dets;

import io.detsguard.domain.check.FindingKind;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.EncodedTermOrder;
import io.detsguard.storage.term.PortableHash;
import java.util.Optional;

/**
 * Checks the keys of one body after the other: each in the slot of its hash, ascending, none twice.
 *
 * <p>Both matter to Erlang: a key in another slot is not found by a lookup, and when an update is
 * merged into a body whose keys are not in order, keys that exist are missed. Source: {@code
 * docs/dets-format.md}, "Hashing" and "Term order". One instance for each thread.
 */
final class KeyChecker {
  private final Optional<SlotPlacement> placement;
  private final CheckTally tally;
  private final PortableHash hash = new PortableHash();
  private final EncodedTermOrder order = new EncodedTermOrder();
  private final EncodedKey last;
  private int slot;

  /**
   * A checker of keys.
   *
   * @param placement where keys belong; empty when that cannot be said
   */
  KeyChecker(ByteView file, Optional<SlotPlacement> placement, CheckTally tally) {
    this.placement = placement;
    this.tally = tally;
    this.last = new EncodedKey(file);
  }

  /** Starts on the body of a slot. */
  void startBody(int slot) {
    this.slot = slot;
    last.forget();
  }

  /**
   * Takes the first object of the body's next key: the one that {@code objects} read last.
   *
   * @param objectAt where that object starts, for findings
   */
  void nextKey(ObjectChecker objects, long objectAt) {
    tally.addKey();
    checkPlacement(objects, objectAt);
    checkOrder(objects, objectAt);
    last.remember(objects);
  }

  /** Takes a further object of a bag's group, which must have the key of the first. */
  void sameKey(ObjectChecker objects, long objectAt) {
    if (!last.isSameAs(objects, order)) {
      tally.findings().at(objectAt, FindingKind.GROUP_KEY, "the key of its group", "another");
    }
  }

  private void checkPlacement(ObjectChecker objects, long objectAt) {
    if (placement.isEmpty()) {
      return;
    }
    int keyHash = hash.hash(objects.keyView(), objects.keyStart(), objects.keyEnd());
    if (!placement.get().allows(keyHash, slot)) {
      tally
          .findings()
          .at(
              objectAt,
              FindingKind.KEY_PLACEMENT,
              placement.get().describe(keyHash),
              "slot " + slot);
    }
  }

  private void checkOrder(ObjectChecker objects, long objectAt) {
    int compared = last.isPresent() ? last.compareTo(objects, order) : -1;
    if (compared == EncodedTermOrder.UNDECIDED) {
      return;
    }
    if (compared == 0) {
      tally
          .findings()
          .at(objectAt, FindingKind.DUPLICATE_KEY, "a key that was not yet", "it again");
    } else if (compared > 0) {
      tally.findings().at(objectAt, FindingKind.KEY_ORDER, "a greater key", "a lesser one");
    }
  }
}
