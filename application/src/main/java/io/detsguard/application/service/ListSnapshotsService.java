package io.detsguard.application.service;

import io.detsguard.application.port.in.ListSnapshotsUseCase;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.domain.backup.Catalog;
import java.io.IOException;

/** Lists what the repository holds. */
public record ListSnapshotsService(SnapshotRepository repository) implements ListSnapshotsUseCase {
  @Override
  public Catalog list() throws IOException {
    return repository.catalog();
  }
}
