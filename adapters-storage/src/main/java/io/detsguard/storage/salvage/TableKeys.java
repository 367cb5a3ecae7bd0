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
    int slot = table.placement().slotOf(units.hash(unit));
    int index = SortedSearch.find(table.count(), slot, table::slot);
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
}
