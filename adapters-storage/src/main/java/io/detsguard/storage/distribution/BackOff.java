package io.detsguard.storage.distribution;

import io.detsguard.storage.distribution.peer.NodeException;
import java.time.Duration;

/**
 * How long a node that could not be connected to is left alone. A connection that was made and
 * broke is made again at once. Serves one thread at a time.
 */
final class BackOff {
  private static final int MOST_DOUBLINGS = 20;

  private final LinkLimits limits;
  private int failures;
  private long overAt;
  private String reason = "";

  BackOff(LinkLimits limits) {
    this.limits = limits;
  }

  /**
   * Refuses until the pause is over.
   *
   * @throws NodeException with the reason of the last failure
   */
  void requireOver() throws NodeException {
    long left = overAt - limits.nanoTime().getAsLong();
    if (failures > 0 && left > 0) {
      throw new NodeException(
          NodeException.Kind.UNREACHABLE,
          "%s (tried again in %d s)".formatted(reason, Duration.ofNanos(left).toSeconds() + 1));
    }
  }

  void succeeded() {
    failures = 0;
  }

  void failed(NodeException why) {
    int doublings = Math.min(failures, MOST_DOUBLINGS);
    Duration pause = limits.firstPause().multipliedBy(1L << doublings);
    Duration bounded = pause.compareTo(limits.longestPause()) < 0 ? pause : limits.longestPause();
    failures++;
    overAt = limits.nanoTime().getAsLong() + bounded.toNanos();
    reason = why.getMessage();
  }
}
