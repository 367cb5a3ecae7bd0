package io.detsguard.http.restore;

import io.detsguard.application.port.in.ConfirmedUndoUseCase;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.UndoOutcome;
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

/** Shows what an undoing would put back, and does it for who confirms that. */
@Tag(name = ApiReference.BACKUPS)
@Controller("/api/admin/restore/undo")
@ExecuteOn(TaskExecutors.BLOCKING)
final class UndoController {
  private static final Logger LOG = LoggerFactory.getLogger(UndoController.class);

  private final ConfirmedUndoUseCase undos;

  UndoController(ConfirmedUndoUseCase undos) {
    this.undos = undos;
  }

  /**
   * Checks the file that would be put back and compares the live table with it.
   *
   * @param body which table, as {@link UndoPreviewRequest} reads it
   */
  @Post("/preview")
  @UndoReference.Preview
  @Consumes(MediaType.ALL)
  UndoPlanView preview(
      @Parameter(hidden = true) @Header(HttpHeaders.CONTENT_TYPE) Optional<String> contentType,
      @Parameter(hidden = true) @Body @Nullable ByteBuffer<?> body)
      throws IOException, InterruptedException {
    UndoPreviewRequest request = UndoPreviewRequest.read(contentType, JsonBody.bytes(body));
    return UndoPlanView.from(Refusals.shown(undos.preview(request.table(), request.keys())));
  }

  /**
   * Does what a preview has shown.
   *
   * @param body the confirmation, as {@link ConfirmationRequest} reads it
   */
  @Post
  @UndoReference.Change
  @Consumes(MediaType.ALL)
  HttpResponse<?> undo(
      Authentication caller,
      @Parameter(hidden = true) @Header(HttpHeaders.CONTENT_TYPE) Optional<String> contentType,
      @Parameter(hidden = true) @Body @Nullable ByteBuffer<?> body)
      throws IOException, InterruptedException {
    ConfirmationRequest request = ConfirmationRequest.read(contentType, JsonBody.bytes(body));
    UndoOutcome outcome = undos.confirm(request.confirmation(), request.assumeClosed());
    return switch (outcome) {
      case UndoOutcome.Undone undone -> undone(caller, undone);
      case UndoOutcome.Refused(Refusal refusal) -> throw Refusals.refused(refusal);
      case UndoOutcome.RolledBack rolledBack -> throw rolledBack(caller, rolledBack);
    };
  }

  private static HttpResponse<?> undone(Authentication caller, UndoOutcome.Undone undone) {
    LOG.info("{} put {} back at {}", caller.getName(), undone.putBack().location(), undone.at());
    HttpStatus status = undone.doubt().isEmpty() ? HttpStatus.OK : HttpStatus.MULTI_STATUS;
    return HttpResponse.status(status).body(UndoneView.from(undone));
  }

  private static RefusedException rolledBack(
      Authentication caller, UndoOutcome.RolledBack rolledBack) {
    LOG.warn(
        "{} put {} back at {}, and that was taken back: {}",
        caller.getName(),
        rolledBack.putBack().location(),
        rolledBack.at(),
        rolledBack.reason());
    return Refusals.rolledBack(
        "it was put back, and taken away again", rolledBack.reason(), rolledBack.ownerTrouble());
  }
}
