package io.detsguard.application.port.in;

import io.detsguard.domain.compact.CompactionOutcome;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.List;

/** Compacts what is worth it and in nobody's use, unasked. */
public interface CompactIdleTablesUseCase {
  /**
   * Goes through the catalogue once. A table that is open, might be open, was left open, or has
   * little to give back is passed over; one that fails does not stop the others.
   *
   * @return the tables that were tried, in the catalogue's order
   * @throws IOException when the catalogue cannot be read
   * @throws InterruptedException when the thread was interrupted; the table at work stays as it was
   */
  List<Attempt> compactIdle() throws IOException, InterruptedException;

  /** What became of one table. */
  record Attempt(TableName table, CompactionOutcome outcome) {}
}
