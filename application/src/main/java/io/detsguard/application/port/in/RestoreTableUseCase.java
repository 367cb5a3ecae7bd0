package io.detsguard.application.port.in;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import io.detsguard.domain.restore.RestorePreview;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.Optional;

/**
 * Gets a table back from a snapshot: shows what would change, does exactly that; {@link
 * UndoReplacementUseCase} undoes it. Safe for use by many threads.
 */
public interface RestoreTableUseCase {
  /**
   * Verifies the snapshot to the last record and compares it with what lies in the table's place.
   *
   * @param keyLimit how many of the keys that differ to name, 0 or more
   * @throws UnknownTableException when the table is not in the catalogue
   * @throws UnknownSnapshotException when the repository has no snapshot of that name
   * @throws IOException when the repository or the live file cannot be read
   */
  RestorePreview preview(Source source, int keyLimit, ProgressListener progress)
      throws IOException, InterruptedException;

  /**
   * Carries out a plan, if the live file is still the one the plan was made for, nobody has it open
   * and the snapshot is still intact. The old file is kept beside the new one.
   *
   * @param assumeClosed whether the operator answers for processes that could not be looked at
   * @throws IOException when the disk fails; the table's name leads to the old file then, whole,
   *     unless the message says that only the last step failed
   */
  RestoreOutcome restore(RestorePlan plan, boolean assumeClosed, ProgressListener progress)
      throws IOException, InterruptedException;

  /**
   * Verifies a snapshot and copies it to a place of its own, whoever has the live table open.
   *
   * @param write whether to do it; else the outcome is what it would be
   * @throws java.nio.file.FileAlreadyExistsException when there is something of that name
   */
  RestoreOutcome restoreTo(
      TableLocation target, Source source, boolean write, ProgressListener progress)
      throws IOException, InterruptedException;

  /**
   * What to restore from.
   *
   * @param snapshot which one; empty for the newest proven one
   */
  record Source(TableName table, Optional<SnapshotId> snapshot) {}
}
