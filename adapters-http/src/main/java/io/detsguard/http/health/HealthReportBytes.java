package io.detsguard.http.health;

import io.detsguard.domain.health.HealthReport;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;

/**
 * Health reports as JSON, made once for each report: the use case gives the same report to all who
 * ask within a second, and with 2,000 tables it has more than a megabyte. Safe for use by many
 * threads.
 */
@Singleton
final class HealthReportBytes {
  private final JsonMapper json;
  private volatile Written latest;

  HealthReportBytes(JsonMapper json) {
    this.json = json;
  }

  private record Written(HealthReport report, byte[] bytes) {}

  /** The JSON of a {@link HealthReportView}; not to be changed by the caller. */
  byte[] of(HealthReport report) throws IOException {
    Written written = latest;
    if (written == null || written.report() != report) {
      written = new Written(report, json.writeValueAsBytes(HealthReportView.from(report)));
      latest = written;
    }
    return written.bytes();
  }
}
