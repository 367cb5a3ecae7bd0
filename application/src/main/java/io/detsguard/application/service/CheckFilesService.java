package io.detsguard.application.service;

import io.detsguard.application.port.in.CheckFilesUseCase;
import io.detsguard.application.port.in.UnknownSnapshotException;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;

/** Checks files and snapshots, reading only. */
public record CheckFilesService(TableChecker checker, SnapshotRepository repository)
    implements CheckFilesUseCase {

  @Override
  public CheckReport inspect(TableLocation file) {
    return checker.inspect(file);
  }

  @Override
  public CheckReport verify(TableLocation file, Digests digests, ProgressListener progress) {
    return checker.verify(file, digests, progress);
  }

  @Override
  public SnapshotCheck verify(SnapshotId id, boolean sortedDigest, ProgressListener progress)
      throws IOException {
    Snapshot snapshot =
        repository.catalog().find(id).orElseThrow(() -> new UnknownSnapshotException(id));
    String sha256 = repository.sha256(snapshot, progress);
    return new SnapshotCheck(
        snapshot,
        sha256,
        checker.verify(
            snapshot.location(), sortedDigest ? Digests.BOTH : Digests.RECORDS, progress));
  }
}
