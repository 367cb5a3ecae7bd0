package io.detsguard.application.service;

import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.table.TableName;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets one caller at a time read or replace a table: to look at a table to its last record is work,
 * and callers who ask again and again must not pile it up. Safe for use by many threads.
 */
public final class TablesAtWork {
  private final Set<TableName> busy = ConcurrentHashMap.newKeySet();

  /** Takes the turn of a table; empty while another one has it. */
  Optional<Turn> begin(TableName table) {
    return busy.add(table) ? Optional.of(new Turn(table)) : Optional.empty();
  }

  /** What to tell a caller who comes too early. */
  static Refusal busy(TableName table) {
    return new Refusal(
        Refusal.Kind.BUSY, table + " is being looked at or replaced by another caller; try again");
  }

  /** The turn of one table, until it is closed. */
  final class Turn implements AutoCloseable {
    private final TableName table;

    private Turn(TableName table) {
      this.table = table;
    }

    @Override
    public void close() {
      busy.remove(table);
    }
  }
}
