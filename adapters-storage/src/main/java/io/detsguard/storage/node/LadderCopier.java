package io.detsguard.storage.node;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.application.port.out.TableCopier;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.storage.copy.HeldTableSaver;
import io.detsguard.storage.copy.TableAttempts;
import io.detsguard.storage.copy.Waiting;
import io.detsguard.storage.distribution.peer.NodeException;
import io.detsguard.storage.node.TableOwners.Search;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Climbs until there is an exact copy: a stable read; a save by the owner, then a stable read; the
 * owner held; and where no node can be asked, a command of the operator, then a stable read.
 *
 * <p>What comes after the first rung can only help: whatever fails there ends as the first rung
 * ended, with the reasons of all.
 */
public final class LadderCopier implements TableCopier {
  private static final Set<FailureKind> HELPED =
      Set.of(FailureKind.NOT_PROPERLY_CLOSED, FailureKind.KEPT_CHANGING);

  private final TableCopier stable;
  private final TableOwners owners;
  private final SyncedCopy synced;
  private final HeldCopy held;
  private final Optional<OperatorCommand> command;

  /**
   * @param stable the first rung
   * @param help how owners may be made to help
   * @param attempts tries at moments that the later rungs make
   * @param saver repairs what could only be copied open
   * @param waiting how time passes
   * @param random when to suspend, behind a save
   */
  public LadderCopier(
      TableCopier stable,
      OwnerHelp help,
      TableAttempts attempts,
      HeldTableSaver saver,
      Waiting waiting,
      RandomGenerator random) {
    this.stable = stable;
    this.owners = new TableOwners(help.nodes(), help.patience());
    this.synced = new SyncedCopy(attempts, waiting);
    this.held = new HeldCopy(attempts, saver, help.pause(), waiting, random);
    this.command = help.command();
  }

  @Override
  public CopyOutcome copy(LiveTable source, StagedSnapshot target, ProgressListener progress)
      throws IOException {
    return switch (stable.copy(source, target, progress)) {
      case CopyOutcome.GaveUp gaveUp when HELPED.contains(gaveUp.kind()) ->
          climb(gaveUp, source, target, progress);
      case CopyOutcome outcome -> outcome;
    };
  }

  private CopyOutcome climb(
      CopyOutcome.GaveUp gaveUp, LiveTable source, StagedSnapshot target, ProgressListener progress)
      throws IOException {
    try {
      return switch (owners.ownerOf(source)) {
        case Search.Found owner -> throughNode(gaveUp, owner, source, target, progress);
        case Search.NotFound(String why) ->
            command.isPresent()
                ? byCommand(gaveUp, command.get(), source, target, progress)
                : failed(gaveUp, why);
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new CopyOutcome.GaveUp(FailureKind.INTERRUPTED, "The run was stopped.");
    }
  }

  private CopyOutcome throughNode(
      CopyOutcome.GaveUp gaveUp,
      Search.Found owner,
      LiveTable source,
      StagedSnapshot target,
      ProgressListener progress)
      throws IOException, InterruptedException {
    String through = "Through " + owner.node().name() + ": ";
    try {
      return switch (synced.climb(owner, source, target, progress)) {
        case Rung.Reached(CopyOutcome.Copied copy) -> copy;
        case Rung.Broken(String why) -> failed(gaveUp, through + why);
        case Rung.Missed(String first) ->
            switch (held.climb(owner, source, target, progress)) {
              case Rung.Reached(CopyOutcome.Copied copy) -> copy;
              case Rung.Broken(String why) -> failed(gaveUp, through + first + " " + why);
              case Rung.Missed(String why) -> failed(gaveUp, through + first + " " + why);
            };
      };
    } catch (NodeException e) {
      return failed(gaveUp, through + e.getMessage() + ".");
    }
  }

  private CopyOutcome byCommand(
      CopyOutcome.GaveUp gaveUp,
      OperatorCommand words,
      LiveTable source,
      StagedSnapshot target,
      ProgressListener progress)
      throws IOException, InterruptedException {
    Optional<String> failure = words.run(source);
    if (failure.isPresent()) {
      return failed(gaveUp, failure.get());
    }
    return switch (stable.copy(source, target, progress)) {
      case CopyOutcome.Copied copied ->
          new CopyOutcome.Copied(
              copied.stamp(),
              copied.bytes(),
              copied.sha256(),
              CopyMethod.COMMANDED_READ,
              copied.tries(),
              copied.pause());
      case CopyOutcome.GaveUp again ->
          new CopyOutcome.GaveUp(again.kind(), again.reason() + " The sync command ended well.");
    };
  }

  private static CopyOutcome failed(CopyOutcome.GaveUp gaveUp, String why) {
    return new CopyOutcome.GaveUp(gaveUp.kind(), gaveUp.reason() + " " + why);
  }

  @Override
  public Optional<SourceStamp> stamp(LiveTable source) {
    return stable.stamp(source);
  }

  @Override
  public long bytes(LiveTable source) {
    return stable.bytes(source);
  }

  @Override
  public boolean sameContent(LiveTable source, SourceStamp stamp, Snapshot snapshot)
      throws IOException {
    return stable.sameContent(source, stamp, snapshot);
  }
}
