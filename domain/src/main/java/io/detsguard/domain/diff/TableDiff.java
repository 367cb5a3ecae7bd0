package io.detsguard.domain.diff;

import java.util.List;

/**
 * What distinguishes the records of a second table from those of a first one.
 *
 * <p>All counts are of keys. The records of a key are equal when they are the same multiset: order
 * carries no meaning in a bag.
 *
 * @param added keys that only the second table has
 * @param removed keys that only the first table has
 * @param changed keys that both have, with different records
 * @param unchanged keys that both have, with equal records
 * @param keys some of the keys that differ, as many as were asked for, in the order of the slots
 */
public record TableDiff(
    long added, long removed, long changed, long unchanged, List<KeyChange> keys) {
  public TableDiff {
    keys = List.copyOf(keys);
  }

  /** Whether both tables hold the same records. */
  public boolean isEmpty() {
    return differences() == 0;
  }

  /** How many keys differ. */
  public long differences() {
    return added + removed + changed;
  }
}
