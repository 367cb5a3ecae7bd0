package io.detsguard.storage.node;

import io.detsguard.domain.term.Pid;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.copy.Hold;
import io.detsguard.storage.copy.Waiting;
import io.detsguard.storage.distribution.ArmedTimer;
import io.detsguard.storage.distribution.NodeCall;
import io.detsguard.storage.distribution.peer.NodeException;
import io.detsguard.storage.distribution.peer.NodeException.Kind;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A table process that is, or will be, suspended.
 *
 * <p>The order is what makes it safe: timers that resume the process are armed on the node before
 * it is suspended, so that it goes on even if this program dies, and taken back only when it is
 * known to go on. A suspension that is not answered in time stays in the process's queue, so the
 * resumption is sent in any case. To resume a process that runs does nothing.
 */
final class TableHold implements Hold, AutoCloseable {
  private static final Logger LOG = System.getLogger(TableHold.class.getName());

  /** When the node resumes the process by itself, and when it does so once more. */
  private static final List<Duration> TIMERS =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(60));

  /** Longer than the five seconds after which {@code sys:suspend/1} gives up by itself. */
  private static final Duration ANSWER = Duration.ofSeconds(7);

  private final AttachedNode node;
  private final Pid process;
  private final Duration limit;
  private final Waiting waiting;
  private final List<ArmedTimer> timers = new ArrayList<>();
  private boolean asked;
  private long heldSince;
  private boolean held;
  private Duration lasted = Duration.ZERO;

  /**
   * @param limit how long it may be held
   */
  TableHold(AttachedNode node, Pid process, Duration limit, Waiting waiting) {
    this.node = node;
    this.process = process;
    this.limit = limit;
    this.waiting = waiting;
  }

  /** Arms the timers. Must come first. */
  void arm() throws NodeException, InterruptedException {
    for (Duration delay : TIMERS) {
      Term answer = node.ask(new NodeCall.ResumeLater(process, delay)).term();
      timers.add(
          ArmedTimer.of(answer)
              .orElseThrow(
                  () -> new NodeException(Kind.UNEXPECTED, "the node could not arm a timer")));
    }
  }

  /** Suspends the process; returns when it stands still. */
  void suspend() throws NodeException, InterruptedException {
    if (timers.size() < TIMERS.size()) {
      throw new IllegalStateException("no process is suspended before its timers are armed");
    }
    asked = true;
    node.connection().call(new NodeCall.SuspendProcess(process), ANSWER);
    heldSince = waiting.nanos();
    held = true;
  }

  @Override
  public boolean mayGoOn() {
    return !held || waiting.nanos() - heldSince < limit.toNanos();
  }

  /** How long it was held; until now, if it still is. */
  Duration lasted() {
    return held ? Duration.ofNanos(waiting.nanos() - heldSince) : lasted;
  }

  @Override
  public void release() {
    if (!asked) {
      return;
    }
    asked = false;
    boolean interrupted = Thread.interrupted(); // whoever stops a run must not leave a table held
    try {
      if (resumed()) {
        takeTimersBack();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (held) {
        lasted = lasted();
        held = false;
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Tries twice: the first failure may be a connection that has broken, and is made anew. */
  private boolean resumed() throws InterruptedException {
    for (int attempt = 0; attempt < 2; attempt++) {
      try {
        node.connection().call(new NodeCall.ResumeProcess(process), ANSWER);
        return true;
      } catch (NodeException e) {
        LOG.log(
            Level.WARNING,
            "a table held on {0} could not be resumed; it resumes by itself within {1} s: {2}",
            node.name(),
            TIMERS.getFirst().toSeconds(),
            e.getMessage());
      }
    }
    return false;
  }

  private void takeTimersBack() throws InterruptedException {
    for (ArmedTimer timer : timers) {
      try {
        node.connection().start(new NodeCall.CancelTimer(timer));
      } catch (NodeException e) {
        LOG.log(Level.DEBUG, "a timer could not be taken back; it will do nothing", e);
      }
    }
    timers.clear();
  }

  /** Releases the process. Timers that were armed for nothing do nothing when they fire. */
  @Override
  public void close() {
    release();
  }
}
