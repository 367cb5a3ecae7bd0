package io.detsguard.storage.repository;

import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.storage.file.DiskFiles;
import java.nio.file.Path;
import java.time.InstantSource;

/** A process that opens a session, stages half a snapshot, says so, and never ends. */
final class LockHolder {
  private LockHolder() {}

  /** Uses the repository that is the only argument. */
  public static void main(String[] arguments) throws Exception {
    RepositoryLayout layout = new RepositoryLayout(Path.of(arguments[0]));
    RepositorySession session =
        new DirectoryBackupRepository(layout, new DiskFiles(), InstantSource.system())
            .begin("a run that will be killed");
    StagedSnapshot staged =
        session.stage(BackupRepositoryContract.A, BackupRepositoryContract.NOON);
    BackupRepositoryContract.write(staged, "half");
    System.out.println("held");
    Thread.sleep(Long.MAX_VALUE);
  }
}
