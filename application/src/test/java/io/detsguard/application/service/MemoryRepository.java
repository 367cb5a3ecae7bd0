package io.detsguard.application.service;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.RepositoryBusyException;
import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A repository in memory that insists on the rules of its port: one session at a time, staging
 * before publishing, settling before deleting, nothing published twice.
 */
final class MemoryRepository implements SnapshotRepository {
  final Map<SnapshotId, Snapshot> published = new ConcurrentSkipListMap<>();
  final Map<SnapshotId, byte[]> stored = new ConcurrentSkipListMap<>();
  final List<String> journal = java.util.Collections.synchronizedList(new ArrayList<>());
  final Set<SnapshotId> failOnDelete = new HashSet<>();
  boolean busy;
  boolean failOnSettle;
  private boolean open;

  @Override
  public Catalog catalog() {
    return new Catalog(List.copyOf(published.values()), List.of());
  }

  @Override
  public synchronized RepositorySession begin(String purpose) throws RepositoryBusyException {
    if (busy || open) {
      throw new RepositoryBusyException("another test");
    }
    open = true;
    return new Session();
  }

  @Override
  public String sha256(Snapshot snapshot, ProgressListener progress) {
    return snapshot.manifest().sha256();
  }

  private final class Session implements RepositorySession {
    private final Catalog catalog = MemoryRepository.this.catalog();
    private final Set<SnapshotId> claimed = new HashSet<>();
    private boolean settled;

    @Override
    public Catalog catalog() {
      return catalog;
    }

    @Override
    public synchronized StagedSnapshot stage(TableName table, Instant takenAt) {
      int sequence = 1;
      while (published.containsKey(new SnapshotId(table, takenAt, sequence))
          || claimed.contains(new SnapshotId(table, takenAt, sequence))) {
        sequence++;
      }
      SnapshotId id = new SnapshotId(table, takenAt, sequence);
      claimed.add(id);
      return new Staged(id);
    }

    @Override
    public Snapshot publish(StagedSnapshot staged, Manifest manifest) {
      byte[] bytes = ((Staged) staged).bytes();
      require(bytes.length == manifest.bytes(), "the manifest's length is not the file's");
      return show(staged, manifest, bytes);
    }

    @Override
    public Snapshot publishSameBytes(StagedSnapshot staged, Snapshot earlier, Manifest manifest) {
      return show(staged, manifest, stored.get(earlier.id()));
    }

    private synchronized Snapshot show(StagedSnapshot staged, Manifest manifest, byte[] bytes) {
      require(open, "the session is closed");
      require(staged.id().equals(manifest.id()), "published under another id than staged");
      Snapshot snapshot = new Snapshot(manifest, new TableLocation(manifest.id().text()));
      require(published.put(manifest.id(), snapshot) == null, "published twice");
      stored.put(manifest.id(), bytes);
      journal.add("publish " + manifest.id().table());
      settled = false;
      return snapshot;
    }

    @Override
    public void delete(SnapshotId id) throws IOException {
      require(settled, "pruned before the new snapshots were settled");
      if (failOnDelete.contains(id)) {
        throw new IOException("Permission denied");
      }
      require(published.remove(id) != null, "deleted what is not there");
      journal.add("delete " + id);
    }

    @Override
    public void settle() throws IOException {
      if (failOnSettle) {
        throw new IOException("Input/output error");
      }
      settled = true;
      journal.add("settle");
    }

    @Override
    public void close() {
      open = false;
    }
  }

  private static final class Staged implements StagedSnapshot {
    private final SnapshotId id;
    private ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Staged(SnapshotId id) {
      this.id = id;
    }

    byte[] bytes() {
      return bytes.toByteArray();
    }

    @Override
    public SnapshotId id() {
      return id;
    }

    @Override
    public TableLocation location() {
      return new TableLocation("staged/" + id);
    }

    @Override
    public StagedBytes rewrite() {
      bytes = new ByteArrayOutputStream();
      return new StagedBytes() {
        @Override
        public int write(ByteBuffer source) {
          int length = source.remaining();
          byte[] chunk = new byte[length];
          source.get(chunk);
          bytes.writeBytes(chunk);
          return length;
        }

        @Override
        public boolean isOpen() {
          return true;
        }

        @Override
        public void close() {
          // the bytes stay with the staged snapshot
        }
      };
    }

    @Override
    public void startForcing() {
      // memory has no disk to force to
    }

    @Override
    public void close() {
      // nothing to discard
    }
  }

  private static void require(boolean rule, String broken) {
    if (!rule) {
      throw new AssertionError(broken);
    }
  }
}
