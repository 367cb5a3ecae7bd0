package io.detsguard.storage.copy;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The time that is left to wait for a good moment of one table. Looks are cheap and come at once at
 * first, then less and less often.
 */
final class Patience {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  private final Path path;
  private final SourceFiles files;
  private final Waiting waiting;
  private final long begunAt;
  private final Duration limit;
  private Duration guard = Duration.ZERO;
  private Duration pause = FIRST_PAUSE;

  Patience(Path path, SourceFiles files, Waiting waiting, Duration limit) {
    this.path = path;
    this.files = files;
    this.waiting = waiting;
    this.begunAt = waiting.nanos();
    this.limit = limit;
  }

  /** How long it has been waited. */
  Duration waited() {
    return Duration.ofNanos(waiting.nanos() - begunAt);
  }

  /**
   * Waits until it is worth trying again.
   *
   * @return false when there is no time left
   */
  boolean awaitBetterMoment(Attempt.NotNow obstacle) throws SourceException, InterruptedException {
    return switch (obstacle) {
      case Attempt.IsOpen open -> awaitClosedFlag();
      case Attempt.TooRecent recent -> awaitGuard(recent);
      case Attempt.Moved moved -> pause();
      case Attempt.TooSlow slow -> pause();
      case Attempt.Unsettled unsettled -> pause();
    };
  }

  /** Asks for four bytes again and again, of whatever file has the name by then. */
  private boolean awaitClosedFlag() throws SourceException, InterruptedException {
    boolean waited = false;
    while (pause()) {
      waited = true;
      if (ClosedFlag.isSet(files, path)) {
        break;
      }
    }
    return waited; // even when it is still open: the last attempt finds out how it stands now
  }

  /** A file system that asks for a guard gets it on top: it is not the table's fault. */
  private boolean awaitGuard(Attempt.TooRecent recent) throws InterruptedException {
    guard = recent.guard();
    return pauseFor(recent.missing());
  }

  private boolean pause() throws InterruptedException {
    Duration next = pause;
    Duration twice = pause.multipliedBy(2);
    pause = twice.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : twice;
    return pauseFor(next);
  }

  private boolean pauseFor(Duration wanted) throws InterruptedException {
    Duration left = limit.plus(guard).minus(waited());
    if (left.isNegative() || left.isZero()) {
      return false;
    }
    waiting.pause(wanted.compareTo(left) < 0 ? wanted : left);
    return true;
  }
}
