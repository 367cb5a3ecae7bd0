package io.detsguard.application.port.in;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.restore.UndoOutcome;
import io.detsguard.domain.restore.UndoPlan;
import io.detsguard.domain.restore.UndoPreview;
import io.detsguard.domain.table.TableName;
import java.io.IOException;

/**
 * Puts back what a restore, a repair, a compaction or an undoing replaced last; what lies there now
 * is kept in turn. Safe for use by many threads.
 */
public interface UndoReplacementUseCase {
  /**
   * Checks the file that would be put back and compares the live one with it.
   *
   * @param keyLimit how many of the keys that differ to name, 0 or more
   * @throws UnknownTableException when the table is not in the catalogue
   * @throws IOException when one of the files cannot be read
   */
  UndoPreview preview(TableName table, int keyLimit, ProgressListener progress)
      throws IOException, InterruptedException;

  /**
   * Carries out a plan, if the live file is still the one the plan was made for and nobody has it
   * open, or the owner of the plan closes it.
   *
   * @param assumeClosed whether the operator answers for processes that could not be looked at
   * @throws IOException as for {@link RestoreTableUseCase#restore}
   */
  UndoOutcome undo(UndoPlan plan, boolean assumeClosed, ProgressListener progress)
      throws IOException, InterruptedException;
}
