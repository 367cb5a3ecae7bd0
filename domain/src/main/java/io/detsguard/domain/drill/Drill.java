package io.detsguard.domain.drill;

import io.detsguard.domain.backup.SnapshotId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One snapshot, restored to see whether it can be.
 *
 * @param snapshot which one
 * @param at when that began
 * @param restoreTime how long it took until the table was in its place and on the disk; without the
 *     time in which it was checked
 * @param bytes length of the table
 * @param erlang whether an Erlang opened it
 * @param failure why it could not be restored, as a sentence; empty when it was, and held every
 *     record of its manifest
 */
public record Drill(
    SnapshotId snapshot,
    Instant at,
    Duration restoreTime,
    long bytes,
    ErlangProof erlang,
    Optional<String> failure) {

  /** Whether the snapshot is proven to be restorable. */
  public boolean succeeded() {
    return failure.isEmpty();
  }
}
