package io.detsguard.domain.backup;

import io.detsguard.domain.table.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where a run stands at one moment.
 *
 * @param id which run
 * @param requestedAt when it was asked for
 * @param tables how far each table is; empty while the run waits for the one before it
 * @param finished the finished run, once there is one
 */
public record RunProgress(
    RunId id, Instant requestedAt, List<TableProgress> tables, Optional<BackupRun> finished) {

  /** Waiting for another run, at work, or over. */
  public enum Stage {
    QUEUED,
    RUNNING,
    FINISHED
  }

  public Stage stage() {
    if (finished.isPresent()) {
      return Stage.FINISHED;
    }
    return tables.isEmpty() ? Stage.QUEUED : Stage.RUNNING;
  }

  /**
   * How far one table is.
   *
   * @param bytesDone bytes of the present step that are done
   * @param bytesTotal bytes of the present step; 0 while unknown
   */
  public record TableProgress(TableName table, Step step, long bytesDone, long bytesTotal) {}

  /** The steps of one table's backup, in order. */
  public enum Step {
    WAITING,
    COPYING,
    CHECKING,
    BACKED_UP,
    FAILED
  }
}
