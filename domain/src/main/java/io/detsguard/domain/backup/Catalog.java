package io.detsguard.domain.backup;

import io.detsguard.domain.table.TableName;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The snapshots of a repository.
 *
 * @param snapshots newest first
 * @param notes what lies in the repository and is no snapshot, in words: a manifest that cannot be
 *     read, a stored file whose length is not the manifest's
 */
public record Catalog(List<Snapshot> snapshots, List<String> notes) {
  private static final Comparator<Snapshot> NEWEST_FIRST =
      Comparator.comparing(Snapshot::id).reversed();

  public Catalog {
    snapshots = snapshots.stream().sorted(NEWEST_FIRST).toList();
    notes = List.copyOf(notes);
  }

  /** The snapshots of that table alone, newest first. */
  public List<Snapshot> of(TableName table) {
    return snapshots.stream().filter(snapshot -> snapshot.id().table().equals(table)).toList();
  }

  public Optional<Snapshot> find(SnapshotId id) {
    return snapshots.stream().filter(snapshot -> snapshot.id().equals(id)).findFirst();
  }

  /** For each table that has one, its newest proven snapshot. */
  public Map<TableName, Snapshot> newestProven() {
    Map<TableName, Snapshot> newest = HashMap.newHashMap(snapshots.size());
    for (Snapshot snapshot : snapshots) {
      if (snapshot.manifest().isProven()) {
        newest.putIfAbsent(snapshot.id().table(), snapshot);
      }
    }
    return newest;
  }

  /** For each table whose newest snapshot is a salvaged one, that snapshot. */
  public Map<TableName, Snapshot> newestSalvaged() {
    Map<TableName, Snapshot> newest = new HashMap<>();
    for (Snapshot snapshot : snapshots) {
      newest.putIfAbsent(snapshot.id().table(), snapshot);
    }
    newest.values().removeIf(snapshot -> snapshot.manifest().isProven());
    return newest;
  }

  /** When the newest proven snapshot of any table was taken. */
  public Optional<Instant> lastBackupAt() {
    return snapshots.stream()
        .filter(snapshot -> snapshot.manifest().isProven())
        .map(snapshot -> snapshot.id().takenAt())
        .findFirst();
  }
}
