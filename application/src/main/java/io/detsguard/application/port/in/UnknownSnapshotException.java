package io.detsguard.application.port.in;

import io.detsguard.domain.backup.SnapshotId;

/** A caller named a snapshot that is not in the repository. */
public final class UnknownSnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public UnknownSnapshotException(SnapshotId id) {
    super("there is no snapshot " + id + " in the repository");
  }
}
