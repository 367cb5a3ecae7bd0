package io.detsguard.http.health;

import io.detsguard.application.port.in.ReportHealthUseCase;
import io.detsguard.http.reference.AdminOperation;
import io.detsguard.http.reference.ApiReference;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;

/** Reports the health of all tables. */
@Tag(name = ApiReference.HEALTH)
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
  @AdminOperation
  @Operation(
      operationId = "reportHealth",
      summary = "Report the health of all tables",
      description = "A report is at most a second old and never waits for a backup.")
  @ApiResponse(
      responseCode = "200",
      description = "The report.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = HealthReportView.class),
              examples = {
                @ExampleObject(name = "HealthyTables", ref = "#/components/examples/HealthyTables"),
                @ExampleObject(name = "MissingTable", ref = "#/components/examples/MissingTable")
              }))
  @Produces(MediaType.APPLICATION_JSON)
  byte[] report() throws IOException {
    return bytes.of(health.report());
  }
}
