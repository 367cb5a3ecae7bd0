package io.detsguard.http.backup;

import io.detsguard.domain.backup.Snapshot;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What is in the repository.
 *
 * @param snapshots newest first
 * @param notes what lies there and is no snapshot, in words
 */
@Serdeable.Serializable
record SnapshotListView(List<SnapshotView> snapshots, List<String> notes) {
  static SnapshotListView from(List<Snapshot> snapshots, List<String> notes) {
    return new SnapshotListView(snapshots.stream().map(SnapshotView::from).toList(), notes);
  }
}
