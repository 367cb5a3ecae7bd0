package io.detsguard.storage.salvage;

import io.detsguard.domain.repair.Conflict;
import io.detsguard.domain.repair.ConflictRule;
import io.detsguard.domain.table.TableType;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.FreeBlocks;
import io.detsguard.storage.term.ByteView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settles what remains of units that have the same key. Serves one thread.
 *
 * <p>The evidence, the strongest first: a slot points to the unit's collection; the collection does
 * not lie in free space; it parses as a whole; it comes last in the file. Of a set the best one
 * remains. A bag keeps the objects of all, the best one's last; other than a duplicate bag it keeps
 * no object twice. Source: {@code docs/dets-format.md}, "A repair at least as good".
 */
final class KeySettlement {
  private final Excavation dig;
  private final Units units;
  private final ByteView file;
  private final TableType type;
  private final Optional<FreeBlocks> freeBlocks;
  private final UnitKeys keys;
  private final Map<Integer, MergedGroup> merged;
  private final Tally tally = new Tally();

  /**
   * @param freeBlocks the free lists, if they mean anything
   * @param merged takes the groups that are made of several, by the unit that stands for them
   */
  KeySettlement(
      Excavation dig,
      Optional<FreeBlocks> freeBlocks,
      UnitKeys keys,
      Map<Integer, MergedGroup> merged) {
    this.dig = dig;
    this.units = dig.units();
    this.file = dig.file();
    this.type = dig.shape().type();
    this.freeBlocks = freeBlocks;
    this.keys = keys;
    this.merged = merged;
  }

  /** What was decided, by one thread or several. */
  static final class Tally {
    private final Smallest<Conflict> conflicts = noConflicts();
    private long doubtful;

    void add(Conflict conflict) {
      conflicts.add(conflict);
      if (conflict.rule() == ConflictRule.POSITION) {
        doubtful++;
      }
    }

    void addAll(Tally other) {
      conflicts.addAll(other.conflicts);
      doubtful += other.doubtful;
    }

    Smallest<Conflict> conflicts() {
      return conflicts;
    }

    /** How many only the order in the file decided. */
    long doubtful() {
      return doubtful;
    }
  }

  /** An empty collection of conflicts, in the order of the file. */
  static Smallest<Conflict> noConflicts() {
    return new Smallest<>(
        Comparator.comparingLong(Conflict::keptAt).thenComparingLong(Conflict::otherAt));
  }

  Tally tally() {
    return tally;
  }

  /** The unit that remains for {@code sameKey}, two units or more; not negative. */
  int settle(int[] sameKey) {
    return type == TableType.SET ? choose(sameKey) : merge(sameKey);
  }

  /** The bytes that a unit, or the group that stands for it, takes in a new table. */
  long bytes(int unit) {
    return unit < 0 ? merged.get(~unit).bytes() : units.bytes(unit);
  }

  /**
   * The unit as a key of its own may be: itself, or for a group of a bag that holds an object twice
   * the inverted bits of the one that stands for it.
   */
  int alone(int unit) {
    boolean repeats =
        type == TableType.BAG
            && units.has(unit, Units.GROUP)
            && RepeatedObjects.isInGroup(file, units.position(unit));
    if (!repeats) {
      return unit;
    }
    merged.put(unit, new MergedGroup(objects(List.of(unit))));
    return ~unit;
  }

  private int choose(int[] sameKey) {
    int best = sameKey[0];
    for (int unit : sameKey) {
      best = compareEvidence(unit, best) > 0 ? unit : best;
    }
    for (int unit : sameKey) {
      if (unit != best && !areAlike(unit, best)) {
        report(best, unit, rule(best, unit));
      }
    }
    return best;
  }

  private boolean areAlike(int a, int b) {
    int length = keys.objectBytes(a);
    return length == keys.objectBytes(b)
        && file.sameBytes(
            units.position(a) + DetsLayout.LENGTH_WORD_BYTES,
            file,
            units.position(b) + DetsLayout.LENGTH_WORD_BYTES,
            length);
  }

  private void report(int kept, int other, ConflictRule rule) {
    tally.add(new Conflict(units.position(kept), units.position(other), rule));
  }

  private int compareEvidence(int a, int b) {
    int compared = Integer.compare(evidence(a), evidence(b));
    return compared != 0 ? compared : Long.compare(units.position(a), units.position(b));
  }

  private int evidence(int unit) {
    return (isPointed(unit) ? 4 : 0) | (isFree(unit) ? 0 : 2) | (isWhole(unit) ? 1 : 0);
  }

  private boolean isPointed(int unit) {
    return dig.collections().has(units.collection(unit), CollectionList.POINTED);
  }

  private boolean isFree(int unit) {
    return freeBlocks.isPresent() && freeBlocks.get().contains(units.position(unit));
  }

  private boolean isWhole(int unit) {
    return !units.has(unit, Units.SALVAGED);
  }

  private ConflictRule rule(int kept, int other) {
    if (isPointed(kept) && !isPointed(other)) {
      return ConflictRule.SLOT;
    }
    if (isFree(other) && !isFree(kept)) {
      return ConflictRule.FREE_SPACE;
    }
    return isWhole(kept) && !isWhole(other) ? ConflictRule.WHOLE : ConflictRule.POSITION;
  }

  private int merge(int[] sameKey) {
    List<Integer> inOrder = Arrays.stream(sameKey).boxed().sorted(this::compareForMerging).toList();
    int first = inOrder.getFirst();
    MergedGroup group = new MergedGroup(objects(inOrder));
    merged.put(first, group);
    for (int other : inOrder) {
      if (units.collection(other) != units.collection(inOrder.getLast())) {
        report(inOrder.getLast(), other, ConflictRule.KEPT_ALL);
      }
    }
    return first;
  }

  // Parts of one group that was damaged stay in their order.
  private int compareForMerging(int a, int b) {
    return units.collection(a) == units.collection(b)
        ? Integer.compare(a, b)
        : compareEvidence(a, b);
  }

  private List<MergedGroup.Place> objects(List<Integer> inOrder) {
    List<MergedGroup.Place> places = new ArrayList<>();
    for (int unit : inOrder) {
      keys.forEachObject(unit, (at, length) -> places.add(new MergedGroup.Place(at, length)));
    }
    return type == TableType.BAG ? withoutEarlierEquals(places) : places;
  }

  private List<MergedGroup.Place> withoutEarlierEquals(List<MergedGroup.Place> places) {
    ContentSet contents = new ContentSet(file);
    List<MergedGroup.Place> kept = new ArrayList<>();
    for (MergedGroup.Place place : places.reversed()) {
      if (contents.add(place)) {
        kept.add(place);
      }
    }
    return kept.reversed();
  }
}
