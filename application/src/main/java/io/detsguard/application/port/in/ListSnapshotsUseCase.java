package io.detsguard.application.port.in;

import io.detsguard.domain.backup.Catalog;
import java.io.IOException;

/** Shows what snapshots there are. */
public interface ListSnapshotsUseCase {
  /**
   * The snapshots of the repository and what else lies in it.
   *
   * @throws IOException when the repository cannot be read
   */
  Catalog list() throws IOException;
}
