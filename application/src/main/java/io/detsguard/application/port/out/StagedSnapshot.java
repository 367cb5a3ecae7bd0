package io.detsguard.application.port.out;

import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;

/** A snapshot in the making, which nobody sees yet. Used by one thread at a time. */
public interface StagedSnapshot extends AutoCloseable {
  /** The id it will be published under. */
  SnapshotId id();

  /** Its file, for the checker; there is none before the first byte is written. */
  TableLocation location();

  /** Begins anew: what was written before is dropped. */
  StagedBytes rewrite() throws IOException;

  /**
   * Starts to force the written bytes to the disk in the background, so that the check of the copy
   * and the disk work at the same time. Failures show when it is published.
   */
  void startForcing();

  /** Drops it, unless it was published. */
  @Override
  void close() throws IOException;

  /** Where the bytes of a staged snapshot go, front to back. */
  interface StagedBytes extends java.nio.channels.WritableByteChannel {}
}
