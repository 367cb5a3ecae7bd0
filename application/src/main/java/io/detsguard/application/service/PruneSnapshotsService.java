package io.detsguard.application.service;

import io.detsguard.application.port.in.PruneSnapshotsUseCase;
import io.detsguard.application.port.out.RepositoryBusyException;
import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.RetentionDecision;
import io.detsguard.domain.backup.RetentionPolicy;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/** Applies retention on request. */
public record PruneSnapshotsService(SnapshotRepository repository, RetentionPolicy retention)
    implements PruneSnapshotsUseCase {

  @Override
  public List<RetentionDecision> prune(Set<TableName> tables, boolean dryRun)
      throws RepositoryBusyException, IOException {
    if (dryRun) {
      return decide(repository.catalog(), tables);
    }
    try (RepositorySession session = repository.begin("prune")) {
      List<RetentionDecision> decisions = decide(session.catalog(), tables);
      for (RetentionDecision decision : decisions) {
        if (!decision.keep()) {
          session.delete(decision.id());
        }
      }
      session.settle();
      return decisions;
    }
  }

  private List<RetentionDecision> decide(Catalog catalog, Set<TableName> tables) {
    List<Manifest> manifests =
        catalog.snapshots().stream()
            .map(Snapshot::manifest)
            .filter(manifest -> tables.isEmpty() || tables.contains(manifest.id().table()))
            .toList();
    return retention.decide(manifests, Set.of());
  }
}
