package io.detsguard.application.port.in;

import io.detsguard.domain.drill.Drill;
import java.io.IOException;
import java.util.List;

/** Restores the newest snapshots to a place of their own, to see whether they can be. */
public interface DrillSnapshotsUseCase {
  /**
   * Drills as many tables as the budget has room for, those first that were drilled longest ago,
   * and remembers each as soon as it is done. One drill at a time.
   *
   * @return what was done, in order
   * @throws IOException when the repository cannot be read, or there is no room to restore to; that
   *     says nothing about a snapshot
   * @throws InterruptedException when the thread was interrupted; what was done before counts
   */
  List<Drill> drill() throws IOException, InterruptedException;

  /** Removes what a drill that was cut off by a crash left behind. */
  void clear() throws IOException;
}
