package io.detsguard.application.port.in;

import io.detsguard.domain.compact.CompactionOutcome;
import io.detsguard.domain.compact.CompactionPlan;
import io.detsguard.domain.table.TableName;
import java.io.IOException;

/** Compacts tables in two steps, see {@link Offer}. Safe for use by many threads. */
public interface ConfirmedCompactionUseCase {
  /**
   * Shows what would be won; refused when the table is not sound.
   *
   * @param shrinksSlots whether slots that the table no longer needs are given back as well
   * @throws UnknownTableException when the table is not in the catalogue
   */
  Offer<CompactionPlan> preview(TableName table, boolean shrinksSlots)
      throws IOException, InterruptedException;

  /**
   * Carries out what was shown, unless the live file has changed since.
   *
   * @param confirmation text from outside, of any length; it is used up by this, whatever comes out
   * @param assumeClosed whether the caller answers for processes that could not be looked at
   */
  CompactionOutcome confirm(String confirmation, boolean assumeClosed)
      throws IOException, InterruptedException;
}
