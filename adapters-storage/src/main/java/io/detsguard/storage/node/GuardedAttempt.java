package io.detsguard.storage.node;

import io.detsguard.storage.copy.Attempt;
import io.detsguard.storage.copy.Waiting;
import java.io.IOException;
import java.time.Duration;

/** A try that waits once, where the file system's times ask for a guard after the last change. */
@FunctionalInterface
interface GuardedAttempt {
  /** Tries. */
  Attempt attempt() throws IOException;

  /**
   * Tries, and tries again after the guard if that was all that was missing.
   *
   * @param longest a longer guard is not waited for
   */
  default Attempt kept(Waiting waiting, Duration longest) throws IOException, InterruptedException {
    Attempt first = attempt();
    if (first instanceof Attempt.TooRecent(Duration guard, Duration missing)
        && missing.compareTo(longest) < 0) {
      waiting.pause(missing);
      return attempt();
    }
    return first;
  }
}
