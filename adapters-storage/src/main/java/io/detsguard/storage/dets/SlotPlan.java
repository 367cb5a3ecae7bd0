package io.detsguard.storage.dets;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.term.EncodedTermOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Assigns keys to slots and puts the keys of each slot in order.
 *
 * <p>The order must be Erlang's. Among pids, ports, references and funs it is not known here in all
 * cases; two such keys must not share a slot, so the table then gets more slots than its keys need.
 */
final class SlotPlan {
  /** How often the slots are doubled to part keys whose order is not known. */
  private static final int DOUBLINGS = 8;

  private final TableSpec spec;
  private final EncodedTermOrder order = new EncodedTermOrder();
  private boolean undecided;

  SlotPlan(TableSpec spec) {
    this.spec = spec;
  }

  /**
   * A table's slots.
   *
   * @param placement M and N
   * @param collections one for each slot that is not empty, ascending
   */
  record Slots(SlotPlacement.Exact placement, List<PlannedCollection> collections) {
    long count() {
      return placement.slots();
    }
  }

  /** Plans the slots; empty when keys of unknown order would share one whatever is done. */
  Optional<Slots> plan(List<KeyGroup> groups) {
    long slots = spec.slotsFor(groups.size());
    for (int i = 0; i <= DOUBLINGS && slots <= spec.maxSlots(); i++) {
      SlotPlacement.Exact placement = SlotPlacement.Exact.ofSlots(slots);
      List<PlannedCollection> collections = collections(groups, placement);
      if (!undecided) {
        return Optional.of(new Slots(placement, collections));
      }
      slots *= 2;
    }
    return Optional.empty();
  }

  private List<PlannedCollection> collections(
      List<KeyGroup> groups, SlotPlacement.Exact placement) {
    undecided = false;
    List<KeyGroup> inOrder = new ArrayList<>(groups);
    inOrder.sort(
        Comparator.comparingInt((KeyGroup group) -> placement.slotOf(group.key().hash()))
            .thenComparing(KeyGroup::key, this::compareKeys));
    List<PlannedCollection> collections = new ArrayList<>();
    int from = 0;
    for (int i = 1; i <= inOrder.size(); i++) {
      int slot = placement.slotOf(inOrder.get(from).key().hash());
      if (i == inOrder.size() || placement.slotOf(inOrder.get(i).key().hash()) != slot) {
        collections.add(collection(slot, List.copyOf(inOrder.subList(from, i))));
        from = i;
      }
    }
    return collections;
  }

  private int compareKeys(EncodedObject a, EncodedObject b) {
    int compared = order.compare(a.keyView(), a.keyStart(), b.keyView(), b.keyStart());
    if (compared == EncodedTermOrder.UNDECIDED) {
      undecided = true;
      return KeyGrouping.compareBytes(a, b);
    }
    return compared;
  }

  /** The collection of some keys of a slot. */
  PlannedCollection collection(int slot, List<KeyGroup> groups) {
    long size = DetsLayout.COLLECTION_HEADER_BYTES;
    for (KeyGroup group : groups) {
      size += group.entryBytes();
      if (spec.type() != TableType.SET) {
        size += DetsLayout.LENGTH_WORD_BYTES;
      }
    }
    return new PlannedCollection(slot, size, groups);
  }
}
