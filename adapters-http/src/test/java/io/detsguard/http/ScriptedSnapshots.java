package io.detsguard.http;

import io.detsguard.application.port.in.ListSnapshotsUseCase;
import io.detsguard.domain.backup.Catalog;
import java.io.IOException;
import java.util.Optional;

/** Lists what a test says; a question the test did not prepare for fails. */
public final class ScriptedSnapshots implements ListSnapshotsUseCase {
  private volatile Optional<Catalog> catalog = Optional.empty();
  private volatile Optional<IOException> failure = Optional.empty();

  public void answer(Catalog next) {
    catalog = Optional.of(next);
  }

  public void failWith(IOException exception) {
    failure = Optional.of(exception);
  }

  @Override
  public Catalog list() throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    return catalog.orElseThrow(() -> new AssertionError("no catalogue was prepared"));
  }
}
