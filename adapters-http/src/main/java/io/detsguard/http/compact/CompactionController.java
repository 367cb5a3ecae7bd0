package io.detsguard.http.compact;

import io.detsguard.application.port.in.ConfirmedCompactionUseCase;
import io.detsguard.domain.compact.CompactionOutcome;
import io.detsguard.domain.restore.Refusal;
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

/** Shows what a compaction would win, and does it for who confirms that. */
@Tag(name = ApiReference.BACKUPS)
@Controller("/api/admin/compact")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CompactionController {
  private static final Logger LOG = LoggerFactory.getLogger(CompactionController.class);

  private final ConfirmedCompactionUseCase compactions;

  CompactionController(ConfirmedCompactionUseCase compactions) {
    this.compactions = compactions;
  }

  /**
   * Checks the table to its last record and says what would be won.
   *
   * @param body which table, as {@link CompactionPreviewRequest} reads it
   */
  @Post("/preview")
  @CompactionReference.Preview
  @Consumes(MediaType.ALL)
  CompactionPlanView preview(
      @Parameter(hidden = true) @Header(HttpHeaders.CONTENT_TYPE) Optional<String> contentType,
      @Parameter(hidden = true) @Body @Nullable ByteBuffer<?> body)
      throws IOException, InterruptedException {
    CompactionPreviewRequest request =
        CompactionPreviewRequest.read(contentType, JsonBody.bytes(body));
    return CompactionPlanView.from(
        Refusals.shown(compactions.preview(request.table(), request.shrinkSlots())));
  }

  /**
   * Does what a preview has shown.
   *
   * @param body the confirmation, as {@link ConfirmationRequest} reads it
   */
  @Post
  @CompactionReference.Change
  @Consumes(MediaType.ALL)
  HttpResponse<?> compact(
      Authentication caller,
      @Parameter(hidden = true) @Header(HttpHeaders.CONTENT_TYPE) Optional<String> contentType,
      @Parameter(hidden = true) @Body @Nullable ByteBuffer<?> body)
      throws IOException, InterruptedException {
    ConfirmationRequest request = ConfirmationRequest.read(contentType, JsonBody.bytes(body));
    CompactionOutcome outcome = compactions.confirm(request.confirmation(), request.assumeClosed());
    return switch (outcome) {
      case CompactionOutcome.Compacted compacted -> compacted(caller, compacted);
      case CompactionOutcome.Refused(Refusal refusal) -> throw Refusals.refused(refusal);
      case CompactionOutcome.RolledBack rolledBack -> throw rolledBack(caller, rolledBack);
      case CompactionOutcome.NothingToWin nothing ->
          throw new RefusedException(
              HttpStatus.CONFLICT, "the table is as compact as it can be: nothing to win");
      case CompactionOutcome.Possible possible ->
          throw new IllegalStateException("a confirmed compaction was only tried: " + possible);
    };
  }

  private static HttpResponse<?> compacted(
      Authentication caller, CompactionOutcome.Compacted compacted) {
    LOG.info("{} compacted {}", caller.getName(), compacted.at());
    HttpStatus status = compacted.doubt().isEmpty() ? HttpStatus.OK : HttpStatus.MULTI_STATUS;
    return HttpResponse.status(status).body(CompactedView.from(compacted));
  }

  private static RefusedException rolledBack(
      Authentication caller, CompactionOutcome.RolledBack rolledBack) {
    LOG.warn(
        "{} compacted {}, and it was undone: {}",
        caller.getName(),
        rolledBack.at(),
        rolledBack.reason());
    return Refusals.rolledBack(
        "the compaction was undone, and the old file is back",
        rolledBack.reason(),
        rolledBack.ownerTrouble());
  }
}
