package io.detsguard.application.port.in;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableType;
import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;

/** Makes a new, sound table of what is left of a damaged one, which is only read. */
public interface RepairTableUseCase {
  /**
   * Repairs one table.
   *
   * @throws java.nio.file.FileAlreadyExistsException when there is something where the new table or
   *     that of its candidates is to go
   * @throws IOException when the new table cannot be written or does not stand the check; then
   *     there is none
   * @throws InterruptedException when the thread was interrupted; then there is none either
   */
  RepairOutcome repair(Request request, ProgressListener progress)
      throws IOException, InterruptedException;

  /**
   * What to repair, and how.
   *
   * @param source the damaged file
   * @param target the new table, which must not be there yet
   * @param dryRun whether only to report what a repair would save
   * @param type the table's type, when the caller knows better than its header
   * @param keyPosition the table's key position, likewise
   * @param insertsCandidates whether records of freed blocks that a slot may have lost go into the
   *     new table itself
   */
  record Request(
      TableLocation source,
      TableLocation target,
      boolean dryRun,
      Optional<TableType> type,
      OptionalInt keyPosition,
      boolean insertsCandidates) {}
}
