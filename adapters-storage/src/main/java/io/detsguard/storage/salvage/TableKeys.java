package io.detsguard.storage.salvage;

/** Tells whether a planned table has a key. Serves one thread. */
final class TableKeys {
  private final Units units;
  private final PlannedTable table;
  private final UnitKeys keys;

  TableKeys(Excavation dig, PlannedTable table) {
    this.units = dig.units();
    this.table = table;
    this.keys = new UnitKeys(dig);
  }

  /** Whether the table has the key of that unit. */
  boolean has(int unit) {
    int index = indexOf(table.placement().slotOf(units.hash(unit)));
    if (index < 0) {
      return false;
    }
    for (int i = table.first(index); i < table.first(index + 1); i++) {
      int there = table.unit(i) < 0 ? ~table.unit(i) : table.unit(i);
      if (units.hash(there) == units.hash(unit) && keys.compare(there, unit) == 0) {
        return true;
      }
    }
    return false;
  }

  private int indexOf(int slot) {
    int low = 0;
    int high = table.count() - 1;
    while (low <= high) {
      int middle = low + high >>> 1;
      int compared = Integer.compare(table.slot(middle), slot);
      if (compared == 0) {
        return middle;
      }
      if (compared > 0) {
        high = middle - 1;
      } else {
        low = middle + 1;
      }
    }
    return -1;
  }
}
