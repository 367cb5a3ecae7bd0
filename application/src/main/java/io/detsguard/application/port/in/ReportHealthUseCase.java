package io.detsguard.application.port.in;

import io.detsguard.domain.health.HealthReport;
import java.io.IOException;

/** Reports the health of all tables. Safe for use by many threads; never waits for a backup. */
public interface ReportHealthUseCase {
  /**
   * The report of this moment, or one that is at most a second old.
   *
   * @throws IOException when the repository cannot be read
   */
  HealthReport report() throws IOException;
}
