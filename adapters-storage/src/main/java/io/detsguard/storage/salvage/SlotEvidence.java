package io.detsguard.storage.salvage;

import io.detsguard.storage.dets.Cancellation;
import io.detsguard.storage.dets.DetsLayout;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Follows each slot: marks the collections that slots point to, and gathers the slots that point to
 * none.
 */
final class SlotEvidence {
  /** Segments that a thread takes at once. */
  private static final int DEAL = 16;

  private final Excavation dig;

  SlotEvidence(Excavation dig) {
    this.dig = dig;
  }

  /** Follows all slots; the answer is those that lost their collections. */
  LostSlots follow(Crew crew) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<LostSlots> shares = crew.work(() -> followShare(next));
    LostSlots lost = new LostSlots();
    shares.forEach(lost::addAll);
    lost.sort();
    return lost;
  }

  private LostSlots followShare(AtomicInteger next) throws InterruptedException {
    LostSlots lost = new LostSlots();
    int from = next.getAndAdd(DEAL);
    while (from < dig.slots().segments()) {
      Cancellation.check();
      for (int i = from; i < Math.min(from + DEAL, dig.slots().segments()); i++) {
        dig.slots().forEach(i, (slot, size, address) -> follow(slot, size, address, lost));
      }
      from = next.getAndAdd(DEAL);
    }
    return lost;
  }

  private void follow(int slot, long size, long address, LostSlots lost) {
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
    if (dig.usesPhash2() && !dig.slots().allows(dig.units().hash(list.firstUnit(index)), slot)) {
      lost.add(slot, size, address);
      return;
    }
    boolean agrees = list.size(index) == size;
    synchronized (list) {
      list.mark(index, agrees ? CollectionList.POINTED : CollectionList.POINTED_OTHER_SIZE);
    }
  }
}
