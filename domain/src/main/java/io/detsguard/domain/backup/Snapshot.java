package io.detsguard.domain.backup;

import io.detsguard.domain.table.TableLocation;

/**
 * One immutable copy of one table at one instant, in a repository.
 *
 * @param manifest what it must be
 * @param location where its stored file lies
 */
public record Snapshot(Manifest manifest, TableLocation location) {
  public SnapshotId id() {
    return manifest.id();
  }
}
