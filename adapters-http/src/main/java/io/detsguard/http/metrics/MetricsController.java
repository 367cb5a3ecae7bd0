package io.detsguard.http.metrics;

import io.detsguard.application.port.in.BackUpTablesUseCase;
import io.detsguard.application.port.out.ConnectedClients;
import io.detsguard.http.reference.AdminOperation;
import io.detsguard.http.reference.ApiReference;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
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

/** Answers scrapes. */
@Tag(name = ApiReference.HEALTH)
@Controller("/prometheus")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MetricsController {
  private static final String TEXT = "text/plain;version=0.0.4;charset=utf-8";

  private final PrometheusMeterRegistry registry;

  MetricsController(
      PrometheusMeterRegistry registry,
      TableCollector tables,
      RepositoryCollector repository,
      BackUpTablesUseCase backups,
      ConnectedClients clients) {
    this.registry = registry;
    registry.getPrometheusRegistry().register(tables);
    registry.getPrometheusRegistry().register(repository);
    Gauge.builder("detsguard.backup.running", backups, MetricsController::running)
        .description("1 while a backup run is at work.")
        .register(registry);
    Gauge.builder("detsguard.dashboard.clients", clients, ConnectedClients::count)
        .description("Dashboards that are connected.")
        .register(registry);
  }

  private static double running(BackUpTablesUseCase backups) {
    return backups.current().isPresent() ? 1 : 0;
  }

  /** All figures of this moment. */
  @Get
  @Produces(TEXT)
  @AdminOperation
  @Operation(
      operationId = "scrape",
      summary = "Give all figures to Prometheus",
      description =
          "In Prometheus' text format, version 0.0.4. Every name begins with detsguard_, and a table"
              + " is a label; docs/operations.md lists them.")
  @ApiResponse(
      responseCode = "200",
      description = "The figures of this moment.",
      content =
          @Content(
              mediaType = "text/plain",
              schema = @Schema(type = "string"),
              examples = @ExampleObject(name = "Scrape", ref = "#/components/examples/Scrape")))
  String scrape() {
    return registry.scrape();
  }
}
