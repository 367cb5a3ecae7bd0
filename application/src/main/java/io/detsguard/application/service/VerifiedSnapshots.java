package io.detsguard.application.service;

import io.detsguard.application.port.in.CheckFilesUseCase.SnapshotCheck;
import io.detsguard.application.port.in.RestoreTableUseCase.Source;
import io.detsguard.application.port.in.UnknownSnapshotException;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.restore.Refusal;
import java.io.IOException;
import java.util.Optional;

/** Finds the snapshot to restore from, and lets only one through that is what it must be. */
record VerifiedSnapshots(SnapshotRepository repository, TableChecker checker) {
  /** A snapshot to restore from, or why there is none. */
  sealed interface Choice {
    record Intact(Snapshot snapshot) implements Choice {}

    record None(Refusal refusal) implements Choice {}
  }

  Choice choose(Source source, ProgressListener progress) throws IOException, InterruptedException {
    Optional<Snapshot> snapshot = find(source);
    if (snapshot.isEmpty()) {
      return none(
          Refusal.Kind.NO_SNAPSHOT, "the repository has no proven snapshot of " + source.table());
    }
    if (!snapshot.get().id().table().equals(source.table())) {
      return none(
          Refusal.Kind.OTHER_TABLE,
          snapshot.get().id() + " is a snapshot of another table than " + source.table());
    }
    return verify(snapshot.get(), progress);
  }

  private Optional<Snapshot> find(Source source) throws IOException {
    Catalog catalog = repository.catalog();
    return source.snapshot().isEmpty()
        ? Optional.ofNullable(catalog.newestProven().get(source.table()))
        : Optional.of(
            catalog
                .find(source.snapshot().get())
                .orElseThrow(() -> new UnknownSnapshotException(source.snapshot().get())));
  }

  private Choice verify(Snapshot snapshot, ProgressListener progress)
      throws IOException, InterruptedException {
    SnapshotCheck check =
        new CheckFilesService(checker, repository).verify(snapshot.id(), false, progress);
    if (Thread.interrupted()) {
      throw new InterruptedException("the check of the snapshot was cancelled");
    }
    if (check.isIntact()) {
      return new Choice.Intact(snapshot);
    }
    String reason =
        check.report().isSound()
            ? "its stored file is not the one that its manifest describes"
            : check.report().summary();
    return none(
        Refusal.Kind.SNAPSHOT_DAMAGED,
        snapshot.id() + " is damaged: " + reason + "; choose another one with --snapshot");
  }

  private static Choice none(Refusal.Kind kind, String reason) {
    return new Choice.None(new Refusal(kind, reason));
  }
}
