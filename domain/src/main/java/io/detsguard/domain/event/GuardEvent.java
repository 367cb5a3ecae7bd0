package io.detsguard.domain.event;

import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.table.TableName;
import java.time.Instant;
import java.util.List;

/** Something that happened, told once to all listeners. */
public sealed interface GuardEvent {
  /** When it happened. */
  Instant at();

  /** A run began on these tables. */
  record BackupStarted(Instant at, RunId run, RunTrigger trigger, List<TableName> tables)
      implements GuardEvent {}

  /** A run is over; it says itself whether it was complete, partial or failed. */
  record BackupFinished(BackupRun run) implements GuardEvent {
    @Override
    public Instant at() {
      return run.finishedAt();
    }
  }

  /**
   * A table's file was replaced by another one, or taken away by an undoing.
   *
   * @param cause by what
   * @param records records in the table now
   * @param verified whether it was checked in its place and holds exactly what it should; after an
   *     undoing, whether what was put back is sound
   */
  record TableReplaced(
      Instant at, TableName table, ReplacementCause cause, long records, boolean verified)
      implements GuardEvent {}

  /**
   * The health of the storage is no longer what it was: its status, or which table has which
   * condition.
   *
   * @param report the first report that differs
   */
  record HealthChanged(HealthReport report) implements GuardEvent {
    @Override
    public Instant at() {
      return report.at();
    }
  }
}
