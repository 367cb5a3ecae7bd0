package io.detsguard.application.port.out;

import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.time.Instant;

/**
 * The right to change the repository, held by one session at a time. Safe for use by many threads.
 * A crash or failure at any moment leaves each snapshot whole or invisible, and others untouched.
 */
public interface RepositorySession extends AutoCloseable {
  /** What was there when the session began; nobody else has changed it since. */
  Catalog catalog();

  /**
   * Makes room for a snapshot: a file that nobody sees, and an id that no other snapshot has or had
   * a claim to in this session.
   */
  StagedSnapshot stage(TableName table, Instant takenAt) throws IOException;

  /**
   * Makes a staged snapshot visible, after forcing its bytes and its manifest to the disk. The
   * stored file is read-only from then on.
   *
   * @param manifest of the id that was staged and the length of the staged file
   */
  Snapshot publish(StagedSnapshot staged, Manifest manifest) throws IOException;

  /**
   * Makes a snapshot visible that has the stored bytes of an earlier one: a hard link, or a copy
   * where links do not work.
   *
   * @param staged the id for it; its own file is discarded
   */
  Snapshot publishSameBytes(StagedSnapshot staged, Snapshot earlier, Manifest manifest)
      throws IOException;

  /** Removes a snapshot: first from view, then its bytes. */
  void delete(SnapshotId id) throws IOException;

  /**
   * Returns when everything published and deleted so far would survive a power failure. Until then
   * a published snapshot is whole, but a power failure may make it vanish.
   */
  void settle() throws IOException;

  /** Discards what is staged and not published, and lets others in. */
  @Override
  void close() throws IOException;
}
