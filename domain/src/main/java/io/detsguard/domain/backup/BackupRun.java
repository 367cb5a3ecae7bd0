package io.detsguard.domain.backup;

import io.detsguard.domain.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One finished pass over the tables.
 *
 * @param id which run
 * @param trigger who asked for it first
 * @param startedAt when it began
 * @param finishedAt when the last table was done and retention applied
 * @param outcomes one for each table, in the order of the catalogue
 * @param pruned snapshots that retention removed at its end
 * @param notes what else an operator should know, as sentences: an old snapshot that could not be
 *     removed, a catalogue that could not be read
 */
public record BackupRun(
    RunId id,
    RunTrigger trigger,
    Instant startedAt,
    Instant finishedAt,
    List<TableOutcome> outcomes,
    List<SnapshotId> pruned,
    List<String> notes) {

  public BackupRun {
    outcomes = List.copyOf(outcomes);
    pruned = List.copyOf(pruned);
    notes = List.copyOf(notes);
  }

  public RunStatus status() {
    int succeeded = backedUp().size();
    if (succeeded == 0) {
      return RunStatus.FAILED;
    }
    return succeeded == outcomes.size() ? RunStatus.COMPLETE : RunStatus.PARTIAL;
  }

  /** The tables that have a new snapshot from this run. */
  public List<TableName> backedUp() {
    return successes().stream().map(TableOutcome::table).toList();
  }

  /** The outcomes of these tables. */
  public List<TableOutcome.BackedUp> successes() {
    return only(TableOutcome.BackedUp.class);
  }

  /** The outcomes of all others. */
  public List<TableOutcome.Failed> failures() {
    return only(TableOutcome.Failed.class);
  }

  private <T extends TableOutcome> List<T> only(Class<T> kind) {
    return outcomes.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** Length of all new snapshots together, those included that share the bytes of older ones. */
  public long bytes() {
    return successes().stream().mapToLong(success -> success.snapshot().manifest().bytes()).sum();
  }

  public Duration took() {
    return Duration.between(startedAt, finishedAt);
  }
}
