package io.detsguard.application.port.in;

import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.table.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Makes proven backups of tables, one run at a time. Safe for use by many threads; no method waits
 * for a run.
 */
public interface BackUpTablesUseCase {
  /**
   * Asks for a run. When none is at work it begins at once; otherwise the next run serves this
   * request together with all others that wait, and backs up the tables of all of them.
   *
   * @param tables which tables; empty means all
   * @throws UnknownTableException when a name is not in the catalogue; nothing is begun then
   * @throws ShuttingDownException when the service no longer begins runs
   */
  RunTicket request(Set<TableName> tables, RunTrigger trigger);

  /** Where a run stands; of finished ones, the latest are known, also after a restart. */
  Optional<RunProgress> find(RunId id);

  /** The run at work, if there is one. */
  Optional<RunProgress> current();

  /** Finished runs, newest first. */
  List<BackupRun> recent();

  /**
   * The promise of a run.
   *
   * @param id which run will serve the request
   * @param run completes when that run is over, also when it failed; never exceptionally
   */
  record RunTicket(RunId id, CompletableFuture<BackupRun> run) {}
}
