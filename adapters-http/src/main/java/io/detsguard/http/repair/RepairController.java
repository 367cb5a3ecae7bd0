package io.detsguard.http.repair;

import io.detsguard.application.port.in.ConfirmedRepairUseCase;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.TableRepairOutcome;
import io.detsguard.http.body.JsonBody;
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

/** Shows what a repair would save, and does it for who confirms that. */
@Tag(name = ApiReference.BACKUPS)
@Controller("/api/admin/repair")
@ExecuteOn(TaskExecutors.BLOCKING)
final class RepairController {
  private static final Logger LOG = LoggerFactory.getLogger(RepairController.class);

  private final ConfirmedRepairUseCase repairs;

  RepairController(ConfirmedRepairUseCase repairs) {
    this.repairs = repairs;
  }

  /**
   * Reads the damaged table to its end; writes nothing.
   *
   * @param body which table, as {@link RepairPreviewRequest} reads it
   */
  @Post("/preview")
  @RepairReference.Preview
  @Consumes(MediaType.ALL)
  RepairPlanView preview(
      @Parameter(hidden = true) @Header(HttpHeaders.CONTENT_TYPE) Optional<String> contentType,
      @Parameter(hidden = true) @Body @Nullable ByteBuffer<?> body)
      throws IOException, InterruptedException {
    RepairPreviewRequest request = RepairPreviewRequest.read(contentType, JsonBody.bytes(body));
    return RepairPlanView.from(
        Refusals.shown(repairs.preview(request.table(), request.includeCandidates())));
  }

  /**
   * Does what a preview has shown.
   *
   * @param body the confirmation, as {@link RepairConfirmationRequest} reads it
   */
  @Post
  @RepairReference.Change
  @Consumes(MediaType.ALL)
  HttpResponse<?> repair(
      Authentication caller,
      @Parameter(hidden = true) @Header(HttpHeaders.CONTENT_TYPE) Optional<String> contentType,
      @Parameter(hidden = true) @Body @Nullable ByteBuffer<?> body)
      throws IOException, InterruptedException {
    RepairConfirmationRequest request =
        RepairConfirmationRequest.read(contentType, JsonBody.bytes(body));
    TableRepairOutcome outcome =
        repairs.confirm(request.confirmation(), request.assumeClosed(), request.beside());
    return switch (outcome) {
      case TableRepairOutcome.Repaired repaired -> repaired(caller, repaired);
      case TableRepairOutcome.Refused(Refusal refusal) -> throw Refusals.refused(refusal);
      case TableRepairOutcome.RolledBack rolledBack -> throw rolledBack(caller, rolledBack);
    };
  }

  private static HttpResponse<?> repaired(
      Authentication caller, TableRepairOutcome.Repaired repaired) {
    LOG.info(
        "{} repaired {}; the damaged file: {}",
        caller.getName(),
        repaired.at(),
        repaired.kept().map(Object::toString).orElse("where it was"));
    HttpStatus status = repaired.doubt().isEmpty() ? HttpStatus.OK : HttpStatus.MULTI_STATUS;
    return HttpResponse.status(status).body(RepairedView.from(repaired));
  }

  private static RefusedException rolledBack(
      Authentication caller, TableRepairOutcome.RolledBack rolledBack) {
    LOG.warn(
        "{} repaired {}, and it was undone: {}",
        caller.getName(),
        rolledBack.at(),
        rolledBack.reason());
    return Refusals.rolledBack(
        "the repair was undone, and the damaged file is back",
        rolledBack.reason(),
        rolledBack.ownerTrouble());
  }
}
