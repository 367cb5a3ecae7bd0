package io.detsguard.application.port.in;

import io.detsguard.domain.restore.UndoOutcome;
import io.detsguard.domain.restore.UndoPlan;
import io.detsguard.domain.table.TableName;
import java.io.IOException;

/** Undoes replacements in two steps, see {@link Offer}. Safe for use by many threads. */
public interface ConfirmedUndoUseCase {
  /**
   * Shows what would be put back; what can fail is that of {@link UndoReplacementUseCase#preview}.
   *
   * @param keyLimit how many of the keys that differ to name, 0 or more
   */
  Offer<UndoPlan> preview(TableName table, int keyLimit) throws IOException, InterruptedException;

  /**
   * Carries out what was shown, unless the live file has changed since.
   *
   * @param confirmation text from outside, of any length; it is used up by this, whatever comes out
   * @param assumeClosed whether the caller answers for processes that could not be looked at
   */
  UndoOutcome confirm(String confirmation, boolean assumeClosed)
      throws IOException, InterruptedException;
}
