package io.detsguard.http.health;

import io.detsguard.http.reference.ApiReference;
import io.micronaut.context.BeanContext;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Says whether requests are of use now: what every {@link HealthIndicator} says that is marked as
 * {@link Readiness}, ours ({@link StorageHealthIndicator}) and that of Micronaut which is down
 * during shutdown.
 */
@Tag(name = ApiReference.HEALTH)
@Controller("/health/readiness")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ReadinessController {
  private final List<HealthIndicator> indicators;

  ReadinessController(BeanContext beans) {
    indicators =
        List.copyOf(
            beans.getBeansOfType(HealthIndicator.class, Qualifiers.byStereotype(Readiness.class)));
  }

  /** The readiness of this moment. */
  @Get
  @Operation(
      operationId = "ready",
      summary = "Tell whether requests are of use",
      description =
          "Not while the repository or a directory of tables cannot be read, nor while the service"
              + " shuts down. Stale backups and fragmentation do not count: they are no reason to"
              + " turn requests away. Open to all; what was looked at is told to those with a"
              + " token.")
  @ApiResponse(
      responseCode = "200",
      description = "They are.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ReadinessView.class),
              examples = {
                @ExampleObject(name = "Ready", ref = "#/components/examples/Ready"),
                @ExampleObject(name = "ReadyInDetail", ref = "#/components/examples/ReadyInDetail")
              }))
  @ApiResponse(
      responseCode = "503",
      description = "They are not.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ReadinessView.class),
              examples = @ExampleObject(name = "NotReady", ref = "#/components/examples/NotReady")))
  Mono<HttpResponse<ReadinessView>> readiness(
      @Parameter(hidden = true) @Nullable Authentication caller) {
    List<Publisher<HealthResult>> looks =
        indicators.stream().map(HealthIndicator::getResult).toList();
    return Flux.concat(looks).collectList().map(results -> answer(results, caller != null));
  }

  private static HttpResponse<ReadinessView> answer(List<HealthResult> results, boolean detailed) {
    ReadinessView view = ReadinessView.from(results, detailed);
    return HttpResponse.status(view.isReady() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
        .body(view);
  }
}
