package io.detsguard.http.backup;

import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.SnapshotId;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/**
 * A finished run.
 *
 * @param status {@code complete}, {@code partial} or {@code failed}
 * @param run the run's id
 * @param startedAt milliseconds since the epoch, as all times on the wire
 * @param tablesSuccess how many tables have a new snapshot
 * @param pruned ids of the snapshots that retention removed
 * @param notes what else an operator should know, as sentences
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record RunView(
    String status,
    String run,
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
