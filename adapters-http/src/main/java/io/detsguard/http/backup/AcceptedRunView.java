package io.detsguard.http.backup;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunProgress;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * A run that was asked for and not waited for.
 *
 * @param run the run's id
 * @param status {@code queued} or {@code running}; for a very quick one, already how it ended
 * @param href where to follow it
 */
@Serdeable.Serializable
record AcceptedRunView(
    String run,
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"queued", "running", "complete", "partial", "failed"})
        String status,
    String href) {
  static AcceptedRunView from(RunId id, Optional<RunProgress> progress) {
    String status = progress.map(RunProgressView::status).orElse("queued");
    return new AcceptedRunView(id.value(), status, RunProgressView.href(id));
  }
}
