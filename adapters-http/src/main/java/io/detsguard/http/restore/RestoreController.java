package io.detsguard.http.restore;

import io.detsguard.application.port.in.ConfirmedRestoreUseCase;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.http.body.JsonBody;
import io.detsguard.http.change.ConfirmationRequest;
import io.detsguard.http.change.Refusals;
import io.detsguard.http.problem.RefusedException;
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
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows what a restore would change, and does it for who confirms that. */
@Tag(name = ApiReference.BACKUPS)
@Controller("/api/admin/restore")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RestoreController {
  private static final Logger LOG = LoggerFactory.getLogger(RestoreController.class);

  private final ConfirmedRestoreUseCase restores;

  RestoreController(ConfirmedRestoreUseCase restores) {
    this.restores = restores;
  }

  /**
   * Verifies the snapshot and compares it with the live table.
   *
   * @param body which table and snapshot, as {@link PreviewRequest} reads it
   */
  @Post("/preview")
  @RestoreReference.Preview
  @Consumes(MediaType.ALL)
  RestorePlanView preview(
      @Parameter(hidden = true) @Header(HttpHeaders.CONTENT_TYPE) Optional<String> contentType,
      @Parameter(hidden = true) @Body @Nullable ByteBuffer<?> body)
      throws IOException, InterruptedException {
    PreviewRequest request = PreviewRequest.read(contentType, JsonBody.bytes(body));
    return RestorePlanView.from(Refusals.shown(restores.preview(request.source(), request.keys())));
  }

  /**
   * Does what a preview has shown.
   *
   * @param body the confirmation, as {@link ConfirmationRequest} reads it
   */
  @Post
  @RestoreReference.Restore
  @Consumes(MediaType.ALL)
  HttpResponse<?> restore(
      Authentication caller,
      @Parameter(hidden = true) @Header(HttpHeaders.CONTENT_TYPE) Optional<String> contentType,
      @Parameter(hidden = true) @Body @Nullable ByteBuffer<?> body)
      throws IOException, InterruptedException {
    ConfirmationRequest request = ConfirmationRequest.read(contentType, JsonBody.bytes(body));
    RestoreOutcome outcome = restores.confirm(request.confirmation(), request.assumeClosed());
    return switch (outcome) {
      case RestoreOutcome.Restored restored -> restored(caller, restored);
      case RestoreOutcome.Refused(Refusal refusal) -> throw Refusals.refused(refusal);
      case RestoreOutcome.RolledBack rolledBack -> throw rolledBack(caller, rolledBack);
      case RestoreOutcome.Possible possible ->
          throw new IllegalStateException("a confirmed restore was only tried: " + possible);
    };
  }

  private static HttpResponse<?> restored(Authentication caller, RestoreOutcome.Restored restored) {
    LOG.info(
        "{} restored {} from {}; the old file: {}",
        caller.getName(),
        restored.at(),
        restored.snapshot(),
        restored.kept().map(Object::toString).orElse("there was none"));
    HttpStatus status = restored.doubt().isEmpty() ? HttpStatus.OK : HttpStatus.MULTI_STATUS;
    return HttpResponse.status(status).body(RestoredView.from(restored));
  }

  private static RefusedException rolledBack(
      Authentication caller, RestoreOutcome.RolledBack rolledBack) {
    LOG.warn(
        "{} restored {} from {}, and it was undone: {}",
        caller.getName(),
        rolledBack.at(),
        rolledBack.snapshot(),
        rolledBack.reason());
    return Refusals.rolledBack(
        "the restore was undone, and the old file is back",
        rolledBack.reason(),
        rolledBack.ownerTrouble());
  }
}
