package io.detsguard.application.port.in;

import io.detsguard.application.port.out.RepositoryBusyException;
import io.detsguard.domain.backup.RetentionDecision;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Removes the snapshots that retention does not keep. */
public interface PruneSnapshotsUseCase {
  /**
   * Decides about every snapshot of these tables and removes those not kept.
   *
   * @param tables which tables; empty means all that have snapshots
   * @param dryRun decide and say so, but remove nothing
   * @return all decisions, the kept ones included
   * @throws RepositoryBusyException when another process writes to the repository
   * @throws IOException when the repository cannot be read or a snapshot not be removed
   */
  List<RetentionDecision> prune(Set<TableName> tables, boolean dryRun)
      throws RepositoryBusyException, IOException;
}
