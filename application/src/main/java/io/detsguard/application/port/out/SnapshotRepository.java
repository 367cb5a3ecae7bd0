package io.detsguard.application.port.out;

import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Snapshot;
import java.io.IOException;

/** The place that holds snapshots. Safe for use by many threads and by several processes. */
public interface SnapshotRepository {
  /**
   * What is there now. Needs no session; sees each snapshot whole or not at all.
   *
   * @throws IOException when the repository cannot be read; one that does not exist yet is empty
   */
  Catalog catalog() throws IOException;

  /**
   * Begins to change the repository; makes it if there is none, and clears away what a crashed
   * session left half-made.
   *
   * @param purpose what for, in a few words, shown to others who want to change it meanwhile
   * @throws RepositoryBusyException when another session, of any process, is open
   */
  RepositorySession begin(String purpose) throws RepositoryBusyException, IOException;

  /**
   * SHA-256 of a snapshot's stored file as it is now, 64 hexadecimal digits.
   *
   * @throws IOException when it cannot be read
   */
  String sha256(Snapshot snapshot, ProgressListener progress) throws IOException;
}
