package io.detsguard.application.port.in;

import io.detsguard.domain.history.FigureSample;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Shows how the figures of tables changed over time. Safe for use by many threads. */
public interface FigureHistoryUseCase {
  /**
   * The samples of a table, oldest first; none for a table that was never seen.
   *
   * @throws IOException when what was recorded before cannot be read
   */
  List<FigureSample> of(TableName table) throws IOException;

  /**
   * The samples of all tables, each oldest first, by the tables' names.
   *
   * @throws IOException when what was recorded before cannot be read
   */
  Map<TableName, List<FigureSample>> all() throws IOException;
}
