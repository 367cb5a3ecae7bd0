package io.detsguard.application.port.in;

import io.detsguard.domain.restore.Refusal;
import java.time.Instant;

/**
 * The answer to a question what a change would do, for callers that are not at the machine: whoever
 * was shown it gets a confirmation, and only with that the change is made, once, and exactly as
 * shown.
 *
 * @param <P> what the plan of such a change is
 */
public sealed interface Offer<P> {
  /**
   * This would be done.
   *
   * @param confirmation good for this plan and once: ASCII letters, digits, {@code -} and {@code _}
   * @param expiresAt it is good until then
   */
  record Shown<P>(P plan, String confirmation, Instant expiresAt) implements Offer<P> {}

  /** It cannot be done. */
  record Refused<P>(Refusal refusal) implements Offer<P> {}
}
