package io.detsguard.http.health;

import io.detsguard.application.port.in.ReportHealthUseCase;
import io.detsguard.domain.health.HealthReport;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The health of the tables for those who answer all the same when it cannot be read, and say so in
 * their answer. Safe for use by many threads.
 */
@Singleton
public final class ReadableHealth {
  private static final Logger LOG = LoggerFactory.getLogger(ReadableHealth.class);

  private final ReportHealthUseCase health;

  ReadableHealth(ReportHealthUseCase health) {
    this.health = health;
  }

  /** The report of this moment; empty, and the reason in the log, when it cannot be read. */
  public Optional<HealthReport> report() {
    try {
      return Optional.of(health.report());
    } catch (IOException e) {
      LOG.error("the health of the tables could not be read", e);
      return Optional.empty();
    }
  }
}
