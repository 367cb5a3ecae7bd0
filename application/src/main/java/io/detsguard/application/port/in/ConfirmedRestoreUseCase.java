package io.detsguard.application.port.in;

import io.detsguard.application.port.in.RestoreTableUseCase.Source;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import java.io.IOException;
import java.time.Instant;

/**
 * Restores in two steps, for callers that are not at the machine: whoever was shown what would
 * change gets a confirmation, and only with it the restore is done, once, and exactly as shown.
 * Safe for use by many threads.
 */
public interface ConfirmedRestoreUseCase {
  /**
   * Shows what would change; what can fail is that of {@link RestoreTableUseCase#preview}.
   *
   * @param keyLimit how many of the keys that differ to name, 0 or more
   */
  Offer preview(Source source, int keyLimit) throws IOException, InterruptedException;

  /**
   * Carries out what was shown, unless the live file has changed since.
   *
   * @param confirmation text from outside, of any length; it is used up by this, whatever comes out
   * @param assumeClosed whether the caller answers for processes that could not be looked at
   */
  RestoreOutcome confirm(String confirmation, boolean assumeClosed)
      throws IOException, InterruptedException;

  /** The answer to a preview. */
  sealed interface Offer {
    /**
     * This would be done.
     *
     * @param confirmation good for this plan and once: ASCII letters, digits, {@code -} and {@code
     *     _}
     * @param expiresAt it is good until then
     */
    record Shown(RestorePlan plan, String confirmation, Instant expiresAt) implements Offer {}

    /** There is nothing to restore from. */
    record Refused(Refusal refusal) implements Offer {}
  }
}
