package io.detsguard.http.backup;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.SnapshotId;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * A finished run.
 *
 * @param status {@code complete}, {@code partial} or {@code failed}
 * @param run the run's id
 * @param trigger who asked for it first
 * @param startedAt milliseconds since the epoch
 * @param finishedAt milliseconds since the epoch
 * @param durationMs milliseconds from start to finish
 * @param tablesTotal how many tables it was for
 * @param tablesSuccess how many tables have a new snapshot
 * @param results one for each table, in the order of the catalogue
 * @param pruned ids of the snapshots that retention removed
 * @param notes what else an operator should know, as sentences
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record RunView(
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"complete", "partial", "failed"})
        String status,
    String run,
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
    List<TableResultView> results,
    List<String> pruned,
    List<String> notes)
    implements RunStateView {

  public static RunView from(BackupRun run) {
    return new RunView(
        run.status().wireName(),
        run.id().value(),
        run.trigger().wireName(),
        run.startedAt().toEpochMilli(),
        run.finishedAt().toEpochMilli(),
        run.took().toMillis(),
        run.outcomes().size(),
        run.backedUp().size(),
        run.outcomes().stream().map(TableResultView::from).toList(),
        run.pruned().stream().map(SnapshotId::text).toList(),
        run.notes());
  }
}
