package io.detsguard.application.port.in;

import io.detsguard.domain.restore.RepairPlan;
import io.detsguard.domain.restore.TableRepairOutcome;
import io.detsguard.domain.table.TableName;
import java.io.IOException;

/** Repairs tables in two steps, see {@link Offer}. Safe for use by many threads. */
public interface ConfirmedRepairUseCase {
  /**
   * Shows what would be saved; what can fail is that of {@link RepairInPlaceUseCase#preview}.
   *
   * @param insertsCandidates whether records of freed blocks are to be part of the new table
   */
  Offer<RepairPlan> preview(TableName table, boolean insertsCandidates)
      throws IOException, InterruptedException;

  /**
   * Carries out what was shown, unless the live file has changed since.
   *
   * @param confirmation text from outside, of any length; it is used up by this, whatever comes out
   * @param assumeClosed whether the caller answers for processes that could not be looked at
   * @param beside whether to leave the damaged file where it is, and store the repaired one beside
   *     it
   */
  TableRepairOutcome confirm(String confirmation, boolean assumeClosed, boolean beside)
      throws IOException, InterruptedException;
}
