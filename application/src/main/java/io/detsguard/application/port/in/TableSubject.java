package io.detsguard.application.port.in;

import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableLocation;

/** A table to look into: any file, or a snapshot of the repository. */
public sealed interface TableSubject {
  /** A table file, in the catalogue or not. */
  record InFile(TableLocation location) implements TableSubject {
    @Override
    public String toString() {
      return location.value();
    }
  }

  /** A snapshot by its name. */
  record InRepository(SnapshotId snapshot) implements TableSubject {
    @Override
    public String toString() {
      return snapshot.text();
    }
  }
}
