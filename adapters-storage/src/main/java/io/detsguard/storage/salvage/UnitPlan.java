package io.detsguard.storage.salvage;

import io.detsguard.storage.dets.Cancellation;
import io.detsguard.storage.dets.Crew;
import io.detsguard.storage.dets.FreeBlocks;
import io.detsguard.storage.dets.SlotPlacement;
import io.detsguard.storage.dets.TableSpec;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Puts units into the slots of a new table, ordered by slot and key, and settles those with equal
 * keys.
 *
 * <p>Units are dealt into buckets of neighbouring slots, about one unit each, and each bucket is
 * sorted on its own, several threads at a time. Keys of one slot that come from one collection are
 * already in their order, and keep it where only Erlang knows it. Where it is not known for keys
 * that come from several, more slots part them; if that does not help either, their bytes decide.
 */
final class UnitPlan {
  /** How often the slots are doubled to part keys whose order is not known. */
  private static final int DOUBLINGS = 4;

  private static final int DEAL = 1 << 12;

  private final Excavation dig;
  private final Optional<FreeBlocks> freeBlocks;
  private final Crew crew;
  private final int excluded;
  private final int required;

  /**
   * @param excluded marks of collections whose units are not wanted
   * @param required marks of which a collection must have one, or 0
   */
  UnitPlan(Excavation dig, Optional<FreeBlocks> freeBlocks, Crew crew, int excluded, int required) {
    this.dig = dig;
    this.freeBlocks = freeBlocks;
    this.crew = crew;
    this.excluded = excluded;
    this.required = required;
  }

  /** Plans a table of all wanted units. */
  PlannedTable plan(TableSpec spec) throws InterruptedException {
    Buckets buckets = wanted();
    long slots = spec.slotsFor(buckets.units());
    PlannedTable plan = plan(buckets, slots);
    if (spec.slotsFor(plan.keys()) != slots) {
      slots = spec.slotsFor(plan.keys());
      plan = plan(buckets, slots);
    }
    for (int i = 0; i < DOUBLINGS && plan.isOrderDoubtful() && 2 * slots <= spec.maxSlots(); i++) {
      slots *= 2;
      plan = plan(buckets, slots);
    }
    return plan;
  }

  private Buckets wanted() throws InterruptedException {
    IntColumn wanted = new IntColumn(dig.arena(), dig.units().count());
    int[] count = new int[1];
    dig.units()
        .forEach(
            unit -> {
              if (isWanted(dig.units().collection(unit))) {
                wanted.set(count[0]++, unit);
              }
            });
    return new Buckets(dig, wanted, count[0]);
  }

  private boolean isWanted(int collection) {
    return !dig.collections().has(collection, excluded)
        && (required == 0 || dig.collections().has(collection, required));
  }

  /** A table of so many slots; one that was planned before in the same buckets is no more. */
  private PlannedTable plan(Buckets buckets, long slots) throws InterruptedException {
    SlotPlacement.Exact placement = SlotPlacement.Exact.ofSlots(slots);
    buckets.deal(placement);
    Map<Integer, MergedGroup> merged = new ConcurrentHashMap<>();
    AtomicInteger next = new AtomicInteger();
    SlotSettler.Tally tally = new SlotSettler.Tally();
    crew.work(
            () -> {
              UnitKeys keys = new UnitKeys(dig);
              KeySettlement settlement = new KeySettlement(dig, freeBlocks, keys, merged);
              SlotSettler settler = new SlotSettler(dig, keys, settlement);
              int from = next.getAndAdd(DEAL);
              while (from < buckets.count()) {
                Cancellation.check();
                for (int i = from; i < Math.min(from + DEAL, buckets.count()); i++) {
                  settler.settle(buckets.rows(), buckets.start(i), buckets.start(i + 1));
                }
                from = next.getAndAdd(DEAL);
              }
              return settler.tally();
            })
        .forEach(tally::addAll);
    return PlannedTable.of(dig, placement, buckets, merged, tally);
  }
}
