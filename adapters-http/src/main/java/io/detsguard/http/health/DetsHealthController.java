package io.detsguard.http.health;

import io.detsguard.application.port.in.ReportHealthUseCase;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;

/** Reports the health of all tables. */
@Controller("/api/admin/dets-health")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DetsHealthController {
  private final ReportHealthUseCase health;
  private final HealthReportBytes bytes;

  DetsHealthController(ReportHealthUseCase health, HealthReportBytes bytes) {
    this.health = health;
    this.bytes = bytes;
  }

  /** A {@link HealthReportView}. */
  @Get
  @Produces(MediaType.APPLICATION_JSON)
  byte[] report() throws IOException {
    return bytes.of(health.report());
  }
}
