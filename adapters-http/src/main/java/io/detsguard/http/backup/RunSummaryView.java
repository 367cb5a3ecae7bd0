package io.detsguard.http.backup;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.domain.backup.BackupRun;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * A finished run without the result of each table, for lists.
 *
 * @param run the run's id
 * @param status {@code complete}, {@code partial} or {@code failed}
 * @param trigger who asked for it first
 * @param startedAt milliseconds since the epoch
 * @param finishedAt milliseconds since the epoch
 * @param durationMs milliseconds from start to finish
 * @param tablesTotal how many tables it was for
 * @param tablesSuccess how many of them have a new snapshot
 * @param bytes length of all its snapshots together
 * @param href where its results are
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record RunSummaryView(
    String run,
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"complete", "partial", "failed"})
        String status,
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"schedule", "catch_up", "api", "command_line"})
        String trigger,
    long startedAt,
    long finishedAt,
    long durationMs,
    int tablesTotal,
    int tablesSuccess,
    long bytes,
    String href) {

  public static RunSummaryView from(BackupRun run) {
    return new RunSummaryView(
        run.id().value(),
        run.status().wireName(),
        run.trigger().wireName(),
        run.startedAt().toEpochMilli(),
        run.finishedAt().toEpochMilli(),
        run.took().toMillis(),
        run.outcomes().size(),
        run.backedUp().size(),
        run.bytes(),
        RunProgressView.href(run.id()));
  }
}
