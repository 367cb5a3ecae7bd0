package io.detsguard.application.port.in;

import io.detsguard.domain.health.HealthReport;
import java.io.IOException;
import java.util.Optional;

/** Reports the health of all tables. Safe for use by many threads; never waits for a backup. */
public interface ReportHealthUseCase {
  /**
   * The report of this moment, or one that is at most a second old.
   *
   * @throws IOException when the repository cannot be read
   */
  HealthReport report() throws IOException;

  /**
   * What {@link #report} would give if it need not look at anything; empty when it would have to,
   * or when nothing is remembered. Waits for nothing.
   */
  default Optional<HealthReport> atHand() {
    return Optional.empty();
  }
}
