package io.detsguard.application.port.in;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.compact.CompactionOutcome;
import io.detsguard.domain.compact.CompactionPlan;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.IOException;

/** Gives the free space of tables back. Safe for use by many threads. */
public interface CompactTableUseCase {
  /**
   * Writes a compact copy of a table that is closed and sound; the table is only read.
   *
   * @param write whether to do it; else it is only said what it would win
   * @throws UnusableTableException when the table is not sound
   * @throws java.nio.file.FileAlreadyExistsException when there is something of the target's name
   */
  CompactionOutcome compactTo(
      TableLocation target,
      TableLocation table,
      boolean shrinksSlots,
      boolean write,
      ProgressListener progress)
      throws IOException, InterruptedException;

  /**
   * Compacts a table of the catalogue in its place, if nobody has it open, or its owner closes it,
   * and there is something to win. The old file is kept; {@link UndoReplacementUseCase} puts it
   * back.
   *
   * @throws UnknownTableException when the table is not in the catalogue
   * @throws UnusableTableException when it is not sound
   */
  CompactionOutcome compact(Request request, ProgressListener progress)
      throws IOException, InterruptedException;

  /**
   * Says what a compaction in place would win; writes nothing.
   *
   * @param shrinksSlots whether slots that the table no longer needs are given back as well
   * @throws UnknownTableException when the table is not in the catalogue
   * @throws UnusableTableException when it is not sound
   */
  CompactionPlan preview(TableName table, boolean shrinksSlots, ProgressListener progress)
      throws IOException, InterruptedException;

  /**
   * Carries out a plan, if the live file is still the one the plan was made for and nobody has it
   * open, or the owner of the plan closes it.
   *
   * @param assumeClosed whether the operator answers for processes that could not be looked at
   */
  CompactionOutcome compact(CompactionPlan plan, boolean assumeClosed, ProgressListener progress)
      throws IOException, InterruptedException;

  /** Where the file of a table of the catalogue lies. */
  TableLocation locate(TableName table) throws IOException;

  /**
   * A compaction in place.
   *
   * @param shrinksSlots whether slots that the table no longer needs are given back as well
   * @param assumeClosed whether the operator answers for processes that could not be looked at
   * @param write whether to do it; else it is only said what it would win
   */
  record Request(TableName table, boolean shrinksSlots, boolean assumeClosed, boolean write) {}
}
