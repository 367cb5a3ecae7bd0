package io.detsguard.application.port.out;

import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.drill.ErlangProof;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Restores snapshots to a place where nobody looks for tables. One at a time. */
public interface RestoreDrill {
  /**
   * Restores a snapshot, reads back every record of what was restored, compares it with the
   * manifest, and removes it.
   *
   * @throws IOException when there is no room for it, or it cannot be removed; trouble with the
   *     snapshot is a result
   * @throws InterruptedException when the thread was interrupted; nothing is left behind then
   */
  Result restore(Snapshot snapshot) throws IOException, InterruptedException;

  /** Removes what a crash left behind. */
  void clear() throws IOException;

  /**
   * What was seen.
   *
   * @param restoreTime until the table was in its place and forced to the disk
   * @param erlang whether an Erlang opened it
   * @param failure why it was not restored, as a sentence without paths of the host
   */
  record Result(Duration restoreTime, ErlangProof erlang, Optional<String> failure) {}
}
