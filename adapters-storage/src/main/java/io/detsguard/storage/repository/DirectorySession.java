package io.detsguard.storage.repository;

import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.file.AtomicFile;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.LockFile;
import io.detsguard.storage.json.JsonDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Changes the repository while the lock is held.
 *
 * <p>To publish: write and force the manifest in the staging directory, while the data may still be
 * on its way to the disk; when both are there, give the data its final name, then the manifest:
 * that is the moment at which the snapshot exists. To delete: the same backwards. At every moment
 * between, the manifest in the staging directory tells {@link LeftoverSweep} that the stored file
 * is half-made and ours. Source: {@code docs/repository-format.md}, "Order of operations".
 */
final class DirectorySession implements RepositorySession {
  private final RepositoryLayout layout;
  private final DurableFiles files;
  private final LockFile.Held lock;
  private final CatalogReader reader;
  private final Catalog catalog;
  private final Map<SnapshotId, Integer> sequences;
  private final Set<DirectoryStagedSnapshot> staged = ConcurrentHashMap.newKeySet();
  private volatile boolean open = true;

  /**
   * @param reader hears what is put in place
   * @param inView what is there, seen while the lock was held
   */
  DirectorySession(
      RepositoryLayout layout,
      DurableFiles files,
      LockFile.Held lock,
      CatalogReader reader,
      CatalogReader.View inView) {
    this.layout = layout;
    this.files = files;
    this.lock = lock;
    this.reader = reader;
    this.catalog = inView.catalog();
    this.sequences = new ConcurrentHashMap<>(inView.names().sequences());
  }

  @Override
  public Catalog catalog() {
    return catalog;
  }

  @Override
  public StagedSnapshot stage(TableName table, Instant takenAt) throws IOException {
    requireOpen();
    // The number after the last, never one that a deletion set free: it would make this snapshot
    // look older than one that was made before it.
    SnapshotId first = new SnapshotId(table, takenAt, 1);
    SnapshotId id = new SnapshotId(table, takenAt, sequences.merge(first, 1, Integer::sum));
    DirectoryStagedSnapshot snapshot =
        new DirectoryStagedSnapshot(files, id, layout.stagedData(id));
    staged.add(snapshot);
    return snapshot;
  }

  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public Snapshot publish(StagedSnapshot snapshot, Manifest manifest) throws IOException {
    DirectoryStagedSnapshot own = requireOwn(snapshot, manifest);
    SnapshotId id = manifest.id();
    PuttingData puttingData =
        () -> {
          own.finish(manifest.bytes());
          files.moveToFreeName(layout.stagedData(id), layout.data(id));
        };
    commit(manifest, puttingData);
    return published(own, manifest);
  }

  @Override
  public Snapshot publishSameBytes(StagedSnapshot snapshot, Snapshot earlier, Manifest manifest)
      throws IOException {
    DirectoryStagedSnapshot own = requireOwn(snapshot, manifest);
    requireSameBytes(earlier.manifest(), manifest);
    own.close();
    StoredBytes stored = new StoredBytes(layout, files);
    commit(manifest, () -> stored.share(earlier.manifest(), manifest.id()));
    return published(own, manifest);
  }

  private static void requireSameBytes(Manifest earlier, Manifest manifest) {
    if (earlier.bytes() != manifest.bytes() || !earlier.sha256().equals(manifest.sha256())) {
      throw new IllegalArgumentException(
          manifest.id() + " cannot share the bytes of " + earlier.id() + ": the manifests differ");
    }
  }

  private Snapshot published(DirectoryStagedSnapshot own, Manifest manifest) {
    own.published();
    staged.remove(own);
    Snapshot snapshot =
        new Snapshot(manifest, new TableLocation(layout.data(manifest.id()).toString()));
    reader.learn(snapshot);
    return snapshot;
  }

  /** Puts data and manifest in place, or neither. */
  private void commit(Manifest manifest, PuttingData puttingData) throws IOException {
    SnapshotId id = manifest.id();
    boolean dataInPlace = false;
    try {
      AtomicFile.writeNew(
          files,
          layout.stagedManifest(id),
          DirectoryStagedSnapshot.READ_ONLY,
          JsonDocument.indented(ManifestCodec.encode(manifest)));
      puttingData.run();
      dataInPlace = true;
      files.moveToFreeName(layout.stagedManifest(id), layout.manifest(id));
    } catch (IOException | RuntimeException e) {
      undo(id, dataInPlace, e);
      throw e;
    }
  }

  /** Takes back a half-made snapshot; what this fails at is left to the next session. */
  private void undo(SnapshotId id, boolean dataInPlace, Exception cause) {
    try {
      if (dataInPlace && !exists(layout.manifest(id))) {
        files.delete(layout.data(id));
      }
      files.delete(layout.stagedManifest(id));
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  @Override
  public void delete(SnapshotId id) throws IOException {
    requireOpen();
    files.replace(layout.manifest(id), layout.stagedManifest(id));
    files.delete(layout.data(id));
    files.delete(layout.stagedManifest(id));
  }

  @Override
  public void settle() throws IOException {
    requireOpen();
    files.forceDirectory(layout.root());
  }

  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    try {
      for (DirectoryStagedSnapshot snapshot : staged) {
        snapshot.close();
      }
    } finally {
      lock.close();
    }
  }

  private void requireOpen() {
    if (!open) {
      throw new IllegalStateException("the session is closed");
    }
  }

  private DirectoryStagedSnapshot requireOwn(StagedSnapshot snapshot, Manifest manifest) {
    requireOpen();
    if (!(snapshot instanceof DirectoryStagedSnapshot own) || !staged.contains(own)) {
      throw new IllegalArgumentException(snapshot.id() + " is not staged in this session");
    }
    if (!manifest.id().equals(own.id())) {
      throw new IllegalArgumentException(
          "a manifest of " + manifest.id() + " for the staged " + own.id());
    }
    return own;
  }

  /** The step that gives the stored file its final name. */
  @FunctionalInterface
  private interface PuttingData {
    void run() throws IOException;
  }
}
