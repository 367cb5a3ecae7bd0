package io.detsguard.storage.salvage;

import io.detsguard.storage.dets.Cancellation;
import io.detsguard.storage.dets.Crew;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.SlotPlacement;
import io.detsguard.storage.dets.SlotTable;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Marks the collections that slots point to, and gathers the slots that point to none.
 *
 * <p>First each collection is asked whether the slot of its key points back to it. So nearly all
 * are settled in the order in which they lie in the file; to go to them in the order of the slots,
 * which is as good as none, is left for what remains.
 */
final class SlotEvidence {
  /** Segments or ranges that a thread takes at once. */
  private static final int DEAL = 16;

  private final Excavation dig;
  private final SlotTable slots;

  /** A byte for each slot: 1 when the collection that it points to has been marked. */
  private final MemorySegment settled;

  SlotEvidence(Excavation dig) {
    this.dig = dig;
    this.slots = dig.slots();
    this.settled = dig.arena().allocate(Math.max(1, slots.slots()));
  }

  /** A thread's share of the work, from one number to another. */
  @FunctionalInterface
  private interface Part {
    void work(int from, int to);
  }

  /** Follows all slots; the answer is those that lost their collections. */
  LostSlots follow(Crew crew) throws InterruptedException {
    if (dig.usesPhash2() && slots.slots() > 0) {
      askCollections(crew);
    }
    AtomicInteger next = new AtomicInteger();
    List<LostSlots> shares = crew.work(() -> followShare(next));
    LostSlots lost = new LostSlots();
    shares.forEach(lost::addAll);
    lost.sort();
    return lost;
  }

  private void askCollections(Crew crew) throws InterruptedException {
    SlotPlacement.Exact placement = SlotPlacement.Exact.ofSlots(slots.slots());
    AtomicInteger next = new AtomicInteger();
    crew.perform(
        () ->
            deal(
                next,
                dig.collections().ranges(),
                (from, to) -> {
                  for (int range = from; range < to; range++) {
                    ask(dig.collections().range(range), placement);
                  }
                }));
  }

  private void ask(CollectionList list, SlotPlacement.Exact placement) {
    for (int i = 0; i < list.count(); i++) {
      int slot = placement.slotOf(dig.units().hash(list.firstUnit(i)));
      long entry = slots.entry(slot);
      if ((entry & 0xFFFF_FFFFL) == list.address(i)) {
        mark(list, i, entry >>> Integer.SIZE);
        settled.set(ValueLayout.JAVA_BYTE, slot, (byte) 1);
      }
    }
  }

  private static void mark(CollectionList list, int index, long size) {
    boolean agrees = list.size(index) == size;
    list.mark(index, agrees ? CollectionList.POINTED : CollectionList.POINTED_OTHER_SIZE);
  }

  private LostSlots followShare(AtomicInteger next) throws InterruptedException {
    LostSlots lost = new LostSlots();
    deal(
        next,
        slots.segments(),
        (from, to) -> {
          for (int segment = from; segment < to; segment++) {
            slots.forEach(segment, (slot, size, address) -> follow(slot, size, address, lost));
          }
        });
    return lost;
  }

  private static void deal(AtomicInteger next, int count, Part part) throws InterruptedException {
    for (int from = next.getAndAdd(DEAL); from < count; from = next.getAndAdd(DEAL)) {
      Cancellation.check();
      part.work(from, Math.min(from + DEAL, count));
    }
  }

  private void follow(int slot, long size, long address, LostSlots lost) {
    if (settled.get(ValueLayout.JAVA_BYTE, slot) != 0) {
      return;
    }
    if (!DetsLayout.isBlockAddress(address) || address >= dig.end()) {
      lost.add(slot, size, address);
      return;
    }
    CollectionList list = dig.collections().listOf(address);
    int index = list.find(address);
    if (index < 0) {
      lost.add(slot, size, address);
      return;
    }
    // In a copy made while blocks changed hands, a slot may point to what is another slot's by now.
    if (dig.usesPhash2() && !slots.allows(dig.units().hash(list.firstUnit(index)), slot)) {
      lost.add(slot, size, address);
      return;
    }
    synchronized (list) {
      mark(list, index, size);
    }
  }
}
