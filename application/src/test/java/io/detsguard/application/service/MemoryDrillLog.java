package io.detsguard.application.service;

import io.detsguard.application.port.out.DrillLog;
import io.detsguard.domain.drill.TableDrills;
import io.detsguard.domain.table.TableName;
import java.util.Map;

/** A log of drills in memory. */
final class MemoryDrillLog implements DrillLog {
  private Map<TableName, TableDrills> saved = Map.of();

  @Override
  public Map<TableName, TableDrills> load() {
    return saved;
  }

  @Override
  public void save(Map<TableName, TableDrills> drills) {
    saved = Map.copyOf(drills);
  }
}
