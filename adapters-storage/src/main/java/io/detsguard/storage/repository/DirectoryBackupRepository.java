package io.detsguard.storage.repository;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.RepositoryBusyException;
import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.LockFile;
import java.io.IOException;
import java.time.InstantSource;

/** Snapshots in a directory. */
public final class DirectoryBackupRepository implements SnapshotRepository {
  private final RepositoryLayout layout;
  private final DurableFiles files;
  private final RepositoryLock lock;
  private final CatalogReader reader;

  /**
   * @param layout where it lies; made by the first session when it is not there
   * @param files the disk
   * @param clock tells since when the lock is held, and whether the directory has settled
   */
  public DirectoryBackupRepository(
      RepositoryLayout layout, DurableFiles files, InstantSource clock) {
    this.layout = layout;
    this.files = files;
    this.lock = new RepositoryLock(layout.lock(), clock);
    this.reader = new CatalogReader(layout, clock);
  }

  @Override
  public Catalog catalog() throws IOException {
    return reader.read().catalog();
  }

  @Override
  public RepositorySession begin(String purpose) throws RepositoryBusyException, IOException {
    files.createDirectories(layout.root());
    LockFile.Held held = lock.acquire(purpose);
    try {
      files.createDirectories(layout.staging());
      new LeftoverSweep(layout, files).run();
      return new DirectorySession(layout, files, held, reader, reader.read());
    } catch (IOException | RuntimeException e) {
      held.close();
      throw e;
    }
  }

  @Override
  public String sha256(Snapshot snapshot, ProgressListener progress) throws IOException {
    return new StoredBytes(layout, files).sha256(snapshot.id(), progress);
  }
}
