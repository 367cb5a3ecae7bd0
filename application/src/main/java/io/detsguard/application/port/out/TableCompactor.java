package io.detsguard.application.port.out;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.compact.CompactionForecast;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;

/** Writes tables anew without their free space. Safe for use by many threads. */
public interface TableCompactor {
  /**
   * A compaction to make, of a table that stood the whole check.
   *
   * @param table the table, which is only read
   * @param report what that check said; the compact table must hold the same records
   * @param shrinksSlots whether slots that the table no longer needs are given back as well
   */
  record Order(TableLocation table, CheckReport report, boolean shrinksSlots) {}

  /** What it would win. Writes nothing. */
  CompactionForecast forecast(Order order) throws IOException, InterruptedException;

  /**
   * Writes the compact table under a free name, checked to the last record.
   *
   * @throws java.nio.file.FileAlreadyExistsException when there is something of that name
   * @throws IOException when it cannot be written, is not sound, does not hold the same records, or
   *     is not as long as predicted; also when the table changed meanwhile; then there is none
   */
  void write(
      Order order, CompactionForecast forecast, TableLocation target, ProgressListener progress)
      throws IOException, InterruptedException;

  /** The same in place of the table, under the rules of {@link TableReplacer#replace}. */
  Replacement replace(
      Order order, CompactionForecast forecast, ReplaceOrder place, ProgressListener progress)
      throws IOException, InterruptedException;
}
