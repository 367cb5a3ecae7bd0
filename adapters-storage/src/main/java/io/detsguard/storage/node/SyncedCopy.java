package io.detsguard.storage.node;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.application.port.out.TableCopier.CopyOutcome.Copied;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.copy.Attempt;
import io.detsguard.storage.copy.TableAttempts;
import io.detsguard.storage.copy.Waiting;
import io.detsguard.storage.distribution.NodeCall;
import io.detsguard.storage.distribution.RemoteReason;
import io.detsguard.storage.distribution.peer.NodeException;
import io.detsguard.storage.node.TableOwners.Search.Found;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Lets the owner save the table, and copies the file before the next update: a stable read at a
 * moment that is known to be good. Holds nobody.
 */
final class SyncedCopy {
  private static final int TRIES = 5;

  /** Shorter gaps than this are found out by trying. */
  private static final Duration WORTH_A_LOOK = Duration.ofMillis(2);

  /** More than the longest guard of any file system. */
  private static final Duration LONGEST_GUARD = Duration.ofSeconds(3);

  private static final Duration LOOK = Duration.ofMillis(1);

  private final TableAttempts attempts;
  private final Waiting waiting;

  SyncedCopy(TableAttempts attempts, Waiting waiting) {
    this.attempts = attempts;
    this.waiting = waiting;
  }

  Rung climb(Found owner, LiveTable source, StagedSnapshot target, ProgressListener progress)
      throws NodeException, IOException, InterruptedException {
    for (int tries = 1; tries <= TRIES; tries++) {
      Answer saved = owner.node().ask(new NodeCall.SyncTable(owner.table()));
      Optional<Rung> broken = broken(saved);
      if (broken.isPresent()) {
        return broken.get();
      }
      Duration expected = CopyPace.of(attempts.bytes(source));
      if (!staysClosed(source, expected)) {
        return new Rung.Missed(
            "Updates follow its saves sooner than the %d ms that a copy takes."
                .formatted(expected.toMillis()));
      }
      GuardedAttempt attempt = () -> attempts.copy(source, target, progress);
      switch (attempt.kept(waiting, LONGEST_GUARD)) {
        case Attempt.Succeeded(var stamp, var sha256, var method) -> {
          return new Rung.Reached(
              new Copied(
                  stamp, stamp.bytes(), sha256, CopyMethod.SYNCED_READ, tries, Duration.ZERO));
        }
        case Attempt.Hopeless(var kind, var reason) -> {
          return new Rung.Missed(reason);
        }
        case Attempt.NotNow again -> {}
      }
    }
    return new Rung.Missed("It changed after each of %d saves.".formatted(TRIES));
  }

  /** What a save says that did not succeed; empty when it did. */
  static Optional<Rung> broken(Answer saved) {
    return saved.term().equals(Term.atom("ok"))
        ? Optional.empty()
        : Optional.of(
            new Rung.Broken(
                "Its owner could not save it: %s.".formatted(RemoteReason.text(saved.term()))));
  }

  /** Whether no update comes for as long as copying takes; short times are not looked at. */
  private boolean staysClosed(LiveTable source, Duration expected) throws InterruptedException {
    if (expected.compareTo(WORTH_A_LOOK) < 0) {
      return true;
    }
    long end = waiting.nanos() + expected.toNanos();
    while (waiting.nanos() - end < 0) {
      if (!attempts.isClosed(source)) {
        return false;
      }
      waiting.pause(LOOK);
    }
    return true;
  }
}
