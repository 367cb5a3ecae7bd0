package io.detsguard.storage.node;

import io.detsguard.application.port.out.FrozenTables.Outcome;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.application.port.out.TableCopier.CopyOutcome.Copied;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.term.Pid;
import io.detsguard.storage.copy.Attempt;
import io.detsguard.storage.copy.HeldTableSaver;
import io.detsguard.storage.copy.TableAttempts;
import io.detsguard.storage.copy.Waiting;
import io.detsguard.storage.distribution.NodeCall;
import io.detsguard.storage.distribution.TableItem;
import io.detsguard.storage.distribution.peer.NodeException;
import io.detsguard.storage.distribution.peer.NodeException.Kind;
import io.detsguard.storage.node.TableOwners.Search.Found;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Copies a table while its process stands still. Only the table process writes the file, and it
 * takes a suspension between two requests, never inside one.
 *
 * <p>First the process is caught right behind a save: the save is sent without waiting for it, and
 * the suspension a moment later, which the process takes before the updates that wait. Then the
 * file is closed, and is copied as it is. When that is missed five times, the cache is written to
 * the file, the process suspended wherever it is, and the copy of the open file repaired.
 */
final class HeldCopy {
  private static final int TRIES = 5;

  /** A save takes up to this, mostly; a suspension that comes a little later finds it under way. */
  private static final long LONGEST_LEAD_NANOS = 1_500_000;

  private final TableAttempts attempts;
  private final HeldTableSaver saver;
  private final PauseRules rules;
  private final Waiting waiting;
  private final RandomGenerator random;

  HeldCopy(
      TableAttempts attempts,
      HeldTableSaver saver,
      PauseRules rules,
      Waiting waiting,
      RandomGenerator random) {
    this.attempts = attempts;
    this.saver = saver;
    this.rules = rules;
    this.waiting = waiting;
    this.random = random;
  }

  Rung climb(Found owner, LiveTable source, StagedSnapshot target, ProgressListener progress)
      throws NodeException, IOException, InterruptedException {
    Optional<String> refusal = rules.refusal(source.name(), attempts.bytes(source));
    if (refusal.isEmpty() && !attempts.isLocal(target)) {
      refusal = Optional.of("It is not held, since the repository is on no local disk.");
    }
    if (refusal.isPresent()) {
      return new Rung.Missed(refusal.get());
    }
    Duration paused = Duration.ZERO;
    for (int tries = 1; tries <= TRIES; tries++) {
      try (TableHold hold = hold(owner)) {
        Attempt attempt = behindSave(owner, hold, source, target);
        hold.release();
        paused = paused.plus(hold.lasted());
        Optional<Rung> end = end(attempt, tries, paused);
        if (end.isPresent()) {
          return end.get();
        }
      }
    }
    return wherever(owner, source, target, progress, paused);
  }

  private TableHold hold(Found owner) throws NodeException, InterruptedException {
    Pid process =
        owner
            .node()
            .process(owner.table())
            .orElseThrow(() -> new NodeException(Kind.FAILED, "the table is not open any more"));
    return new TableHold(owner.node(), process, rules.limit(), waiting);
  }

  private Attempt behindSave(Found owner, TableHold hold, LiveTable source, StagedSnapshot target)
      throws NodeException, IOException, InterruptedException {
    hold.arm();
    owner.node().connection().start(new NodeCall.SyncTable(owner.table()));
    waiting.pause(Duration.ofNanos(random.nextLong(LONGEST_LEAD_NANOS)));
    hold.suspend();
    return copy(hold, source, target);
  }

  private Attempt copy(TableHold hold, LiveTable source, StagedSnapshot target)
      throws IOException, InterruptedException {
    GuardedAttempt attempt = () -> attempts.copyHeld(source, target, hold);
    return attempt.kept(waiting, rules.limit());
  }

  /** How it ends with this attempt; empty when another one may do better. */
  private static Optional<Rung> end(Attempt attempt, int tries, Duration paused) {
    return switch (attempt) {
      case Attempt.Succeeded(var stamp, var sha256, var method) ->
          Optional.of(
              new Rung.Reached(new Copied(stamp, stamp.bytes(), sha256, method, tries, paused)));
      case Attempt.Hopeless(var kind, var reason) -> Optional.of(new Rung.Missed(reason));
      case Attempt.TooSlow() -> Optional.of(tooSlow());
      case Attempt.NotNow again -> Optional.empty();
    };
  }

  private static Rung tooSlow() {
    return new Rung.Missed("Copying took longer than it may be held, and was given up.");
  }

  private Rung wherever(
      Found owner,
      LiveTable source,
      StagedSnapshot target,
      ProgressListener progress,
      Duration pausedBefore)
      throws NodeException, IOException, InterruptedException {
    try (TableHold hold = hold(owner)) {
      owner.node().ask(new NodeCall.TableInfo(owner.table(), TableItem.SIZE));
      hold.arm();
      hold.suspend();
      Attempt closed = copy(hold, source, target);
      if (!(closed instanceof Attempt.IsOpen)) {
        hold.release();
        return end(closed, TRIES + 1, pausedBefore.plus(hold.lasted()))
            .orElse(new Rung.Missed("It moved although its owner was held."));
      }
      Outcome saved = saver.save(source, target, hold, progress);
      hold.release();
      Rung rung = repaired(saved, pausedBefore.plus(hold.lasted()));
      return rung instanceof Rung.Reached ? unlessBroken(owner, rung) : rung;
    }
  }

  /**
   * A write that fails half-way leaves a file that may look whole and is the state of no moment.
   * The table refuses every save from then on, so one that succeeds says that there was none.
   */
  private static Rung unlessBroken(Found owner, Rung rung)
      throws NodeException, InterruptedException {
    return SyncedCopy.broken(owner.node().ask(new NodeCall.SyncTable(owner.table()))).orElse(rung);
  }

  private static Rung repaired(Outcome saved, Duration paused) {
    return switch (saved) {
      case Outcome.Saved(var stamp, var sha256, var bytes, var report)
          when report.losses().isNothing() ->
          new Rung.Reached(
              new Copied(stamp, bytes, sha256, CopyMethod.HELD_REPAIR, TRIES + 1, paused));
      case Outcome.Saved withLosses ->
          new Rung.Missed("The repair of a copy taken while it was held found losses.");
      case Outcome.NotFrozen() ->
          new Rung.Missed("It moved although its owner was held, or was held for too long.");
      case Outcome.NothingSaved(String reason) -> new Rung.Missed(reason);
    };
  }
}
