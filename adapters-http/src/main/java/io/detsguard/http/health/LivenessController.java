package io.detsguard.http.health;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.http.reference.ApiReference;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Says that the process answers; looks at nothing, so nothing can make it slow. */
@Tag(name = ApiReference.HEALTH)
@Controller("/health")
@Secured(SecurityRule.IS_ANONYMOUS)
final class LivenessController {
  private static final Liveness UP = new Liveness("UP");

  /**
   * That the process answers.
   *
   * @param status {@code UP}
   */
  @Serdeable.Serializable
  record Liveness(
      @Schema(type = "string", requiredMode = REQUIRED, allowableValues = "UP") String status) {}

  @Get(uris = {"/", "/liveness"})
  @Operation(
      operationId = "live",
      summary = "Tell that the process answers",
      description = "Looks at nothing, so nothing can make it slow. Open to all.")
  @ApiResponse(
      responseCode = "200",
      description = "It does.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = Liveness.class),
              examples = @ExampleObject(name = "Alive", ref = "#/components/examples/Alive")))
  Liveness liveness() {
    return UP;
  }
}
