package io.detsguard.application.port.out;

import io.detsguard.domain.drill.TableDrills;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.Map;

/** Remembers drills beyond the life of the process. Calls exclude each other. */
public interface DrillLog {
  /** What is remembered of each table; empty when there never was a drill. */
  Map<TableName, TableDrills> load() throws IOException;

  /** Remembers this, in place of what was remembered before. */
  void save(Map<TableName, TableDrills> drills) throws IOException;
}
