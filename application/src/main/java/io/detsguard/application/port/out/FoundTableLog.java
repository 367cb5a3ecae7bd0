package io.detsguard.application.port.out;

import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.Map;

/**
 * Remembers the tables that were found in nodes beyond the life of the process, so that a table
 * keeps its name and its backups while its node is down. Calls exclude each other.
 */
public interface FoundTableLog {
  /** The file of each table; empty when none was ever found. */
  Map<TableName, TableLocation> load() throws IOException;

  /** Remembers these, in place of what was remembered before. */
  void save(Map<TableName, TableLocation> tables) throws IOException;
}
