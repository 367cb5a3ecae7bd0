package io.detsguard.http.backup;

import io.detsguard.domain.backup.BackupRun;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;

/**
 * A finished run without the result of each table, for lists.
 *
 * @param run the run's id
 * @param status {@code complete}, {@code partial} or {@code failed}
 * @param href where its results are
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record RunSummaryView(
    String run,
    String status,
    String trigger,
    long startedAt,
    long finishedAt,
    long durationMs,
    int tablesTotal,
    int tablesSuccess,
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
        RunProgressView.href(run.id()));
  }
}
