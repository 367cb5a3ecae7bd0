package io.detsguard.application.port.in;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.restore.RepairPlan;
import io.detsguard.domain.restore.RepairPreview;
import io.detsguard.domain.restore.TableRepairOutcome;
import io.detsguard.domain.table.TableName;
import java.io.IOException;

/**
 * Repairs tables of the catalogue: shows what would be saved, and puts the repaired table in place
 * of the damaged one, which is kept, or beside it. Safe for use by many threads.
 */
public interface RepairInPlaceUseCase {
  /**
   * Checks the table and finds out what a repair would save; writes nothing.
   *
   * @param insertsCandidates whether records of freed blocks that a slot may have lost are to be
   *     part of the new table
   * @throws UnknownTableException when the table is not in the catalogue
   * @throws IOException when its place cannot be looked at
   */
  RepairPreview preview(TableName table, boolean insertsCandidates, ProgressListener progress)
      throws IOException, InterruptedException;

  /**
   * Carries out a plan in place, if the live file is still the one the plan was made for and nobody
   * has it open. {@link UndoReplacementUseCase} puts the damaged file back.
   *
   * @param assumeClosed whether the operator answers for processes that could not be looked at
   * @throws IOException when the disk fails; the damaged file has its name then, unless the message
   *     says that only the last step failed
   */
  TableRepairOutcome replace(RepairPlan plan, boolean assumeClosed, ProgressListener progress)
      throws IOException, InterruptedException;

  /**
   * Writes the repaired table under a free name beside the damaged one, which stays where it is,
   * whoever has it open; refused when it is no longer the one the plan was made for.
   *
   * @throws IOException when it cannot be written; then there is none
   */
  TableRepairOutcome storeBeside(RepairPlan plan, ProgressListener progress)
      throws IOException, InterruptedException;
}
