package io.detsguard.application.service;

import io.detsguard.application.port.out.DrillLog;
import io.detsguard.domain.drill.Drill;
import io.detsguard.domain.drill.TableDrills;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedByInterruptException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The drills of all tables, as they are remembered. A log that cannot be read or written costs the
 * memory, not the drill or the report of health. Safe for use by many threads.
 */
public final class DrillMemory {
  private final DrillLog log;
  private Optional<Map<TableName, TableDrills>> known = Optional.empty();

  /**
   * @param log read when the memory is first asked
   */
  public DrillMemory(DrillLog log) {
    this.log = log;
  }

  /** What is remembered now. */
  public synchronized Map<TableName, TableDrills> all() {
    if (known.isEmpty()) {
      known = Optional.of(load());
    }
    return known.get();
  }

  private Map<TableName, TableDrills> load() {
    try {
      return Map.copyOf(log.load());
    } catch (IOException e) {
      System.getLogger(DrillMemory.class.getName())
          .log(Level.WARNING, "earlier drills are forgotten: their log cannot be read", e);
      return Map.of();
    }
  }

  /**
   * Adds a drill.
   *
   * @param tables all that have snapshots; others are forgotten
   */
  synchronized void add(Drill drill, Set<TableName> tables) {
    Map<TableName, TableDrills> next = new HashMap<>(all());
    next.keySet().retainAll(tables);
    TableName table = drill.snapshot().table();
    TableDrills before = next.get(table);
    next.put(table, before == null ? TableDrills.first(drill) : before.then(drill));
    known = Optional.of(Map.copyOf(next));
    try {
      log.save(next);
    } catch (ClosedByInterruptException e) {
      // A run began, for which drills make way; what is remembered is logged with the next drill.
      System.getLogger(DrillMemory.class.getName())
          .log(Level.DEBUG, "the drill of " + drill.snapshot() + " is not logged yet", e);
    } catch (IOException e) {
      System.getLogger(DrillMemory.class.getName())
          .log(Level.WARNING, "the drill of " + drill.snapshot() + " could not be logged", e);
    }
  }
}
