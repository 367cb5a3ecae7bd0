package io.detsguard.http.backup;

import io.detsguard.application.port.in.BackUpTablesUseCase;
import io.detsguard.application.port.in.BackUpTablesUseCase.RunTicket;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.table.TableName;
import io.detsguard.http.body.JsonBody;
import io.detsguard.http.problem.BadRequestException;
import io.detsguard.http.reference.ApiReference;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Starts backup runs and says how they go. */
@Tag(name = ApiReference.BACKUPS)
@Controller("/api/admin/backup")
@ExecuteOn(TaskExecutors.BLOCKING)
final class BackupController {
  private final BackUpTablesUseCase backups;

  BackupController(BackUpTablesUseCase backups) {
    this.backups = backups;
  }

  /**
   * Asks for a run, and answers when it is over or, if told not to wait, at once.
   *
   * @param wait {@code true} or {@code false}: whether to answer only when the run is over
   * @param body which tables, as {@link BackupRequest} reads it; none means all
   */
  @Post
  @BackupReference.BackUpTables
  @Consumes(MediaType.ALL)
  CompletionStage<HttpResponse<?>> backUp(
      @QueryValue(defaultValue = "true")
          @Schema(
              type = "string",
              allowableValues = {"true", "false"})
          String wait,
      @Parameter(hidden = true) @Header(HttpHeaders.CONTENT_TYPE) Optional<String> contentType,
      @Parameter(hidden = true) @Body @Nullable ByteBuffer<?> body) {
    boolean waits = isTrue(wait);
    Set<TableName> tables = BackupRequest.read(contentType, JsonBody.bytes(body)).tables();
    RunTicket ticket = backups.request(tables, RunTrigger.API);
    return waits
        ? ticket.run().thenApply(BackupController::finished)
        : CompletableFuture.completedFuture(accepted(ticket));
  }

  /** The run at work and the latest finished ones, newest first. */
  @Get("/runs")
  @BackupReference.ListRuns
  RunListView runs() {
    return RunListView.from(backups.current(), backups.recent());
  }

  /**
   * How far a run is; once it is over, what it came to.
   *
   * @param id the run's id
   */
  @Get("/runs/{id}")
  @BackupReference.ShowRun
  RunStateView run(String id) {
    return Optional.of(id)
        .filter(RunId::isValid)
        .map(RunId::new)
        .flatMap(backups::find)
        .map(RunStateView::from)
        .orElseThrow(() -> new HttpStatusException(HttpStatus.NOT_FOUND, "no such run"));
  }

  private static boolean isTrue(String wait) {
    return switch (wait) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new BadRequestException("The parameter wait is true or false.");
    };
  }

  private HttpResponse<?> accepted(RunTicket ticket) {
    AcceptedRunView view = AcceptedRunView.from(ticket.id(), backups.find(ticket.id()));
    return HttpResponse.accepted(URI.create(view.href())).body(view);
  }

  private static HttpResponse<?> finished(BackupRun run) {
    HttpStatus status =
        switch (run.status()) {
          case COMPLETE -> HttpStatus.OK;
          case PARTIAL -> HttpStatus.MULTI_STATUS;
          case FAILED -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
    return HttpResponse.status(status).body(RunView.from(run));
  }
}
