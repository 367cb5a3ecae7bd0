package io.detsguard.application.port.in;

import io.detsguard.application.port.in.RestoreTableUseCase.Source;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import java.io.IOException;

/** Restores in two steps, see {@link Offer}. Safe for use by many threads. */
public interface ConfirmedRestoreUseCase {
  /**
   * Shows what would change; what can fail is that of {@link RestoreTableUseCase#preview}.
   *
   * @param keyLimit how many of the keys that differ to name, 0 or more
   */
  Offer<RestorePlan> preview(Source source, int keyLimit) throws IOException, InterruptedException;

  /**
   * Carries out what was shown, unless the live file has changed since.
   *
   * @param confirmation text from outside, of any length; it is used up by this, whatever comes out
   * @param assumeClosed whether the caller answers for processes that could not be looked at
   */
  RestoreOutcome confirm(String confirmation, boolean assumeClosed)
      throws IOException, InterruptedException;
}
