package io.detsguard.http.dashboard;

import io.detsguard.http.reference.AdminOperation;
import io.detsguard.http.reference.ApiReference;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Gives the state to dashboards. */
@Tag(name = ApiReference.HEALTH)
@Controller("/api/dashboard/state")
@ExecuteOn(TaskExecutors.BLOCKING)
final class DashboardStateController {
  private final DashboardState state;

  DashboardStateController(DashboardState state) {
    this.state = state;
  }

  /** Everything in one document. */
  @Get
  @AdminOperation
  @Operation(
      operationId = "showDashboardState",
      summary = "Show all that a dashboard shows",
      description = "Health that cannot be read is part of the state, not a failure to give one.")
  @ApiResponse(
      responseCode = "200",
      description = "The state.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = DashboardStateView.class),
              examples =
                  @ExampleObject(
                      name = "DashboardState",
                      ref = "#/components/examples/DashboardState")))
  DashboardStateView state() {
    return state.now();
  }
}
