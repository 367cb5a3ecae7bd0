package io.detsguard.application.service;

import io.detsguard.application.port.in.UnknownTableException;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.IOException;

/** Finds tables by their names in the catalogue. */
final class CatalogueTables {
  private CatalogueTables() {}

  /**
   * Where the file of a table lies.
   *
   * @throws UnknownTableException when the table is not in the catalogue
   */
  static TableLocation locate(LiveTables tables, TableName table) throws IOException {
    return tables.list().stream()
        .filter(candidate -> candidate.name().equals(table))
        .findFirst()
        .map(LiveTable::location)
        .orElseThrow(() -> new UnknownTableException(table));
  }
}
