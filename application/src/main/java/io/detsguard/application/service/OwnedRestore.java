package io.detsguard.application.service;

import io.detsguard.application.port.out.IoTrouble;
import io.detsguard.application.port.out.OwnerControl.Count;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.ReplaceOrder;
import io.detsguard.application.port.out.Replacement;
import io.detsguard.application.port.out.TableReplacer;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.restore.KeptFile;
import io.detsguard.domain.restore.LiveStamp;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Restores a table under the hands of its running owner: the owner closes it, the files are
 * swapped, what was put there is read back, the owner opens it, and its process counts the records.
 * When a step after the swap fails, the old file is put back and the owner opens that. Whatever
 * happens, the owner is told to open the table before this returns.
 *
 * @param plan what was shown; that records changed since then is expected of a running owner, but
 *     the file must be the same one
 */
record OwnedRestore(
    RestorePorts ports,
    RestorePlan plan,
    Snapshot snapshot,
    boolean assumeClosed,
    ProgressListener progress) {

  /**
   * Does it.
   *
   * @throws IOException when the swap fails; the old file is there then, and the owner was told to
   *     open it
   * @throws InterruptedException the same
   */
  RestoreOutcome restore(OwnerHandle owner) throws IOException, InterruptedException {
    try (OwnerSteps steps = new OwnerSteps(ports.owners().control(), owner, plan.live())) {
      Optional<String> held = steps.release();
      if (held.isPresent()) {
        return refused(
            new Refusal(
                Refusal.Kind.OWNER_HOLDS, "its owner did not close the table: " + held.get()),
            steps);
      }
      return switch (swap(steps)) {
        case Replacement.Refused(Refusal refusal) -> refused(refusal, steps);
        case Replacement.Done done -> handOver(done, steps);
      };
    }
  }

  private Replacement swap(OwnerSteps steps) throws IOException, InterruptedException {
    try {
      Optional<LiveStamp> now = ports.replacer().look(plan.live()).stamp();
      return isSameFile(plan.stamp(), now)
          ? ports.replacer().replace(snapshot, order(now), progress)
          : new Replacement.Refused(
              new Refusal(
                  Refusal.Kind.LIVE_CHANGED,
                  "another file has taken the place of the one that was looked at"));
    } catch (IOException e) {
      throw steps.reopen().map(trouble -> without(trouble, e)).orElse(e);
    } catch (InterruptedException | RuntimeException e) {
      steps.reopen().ifPresent(trouble -> e.addSuppressed(without(trouble, e)));
      throw e;
    }
  }

  private static IOException without(String trouble, Exception cause) {
    return new IOException(
        cause.getMessage() + "; and the owner has not opened the table again: " + trouble, cause);
  }

  private static boolean isSameFile(Optional<LiveStamp> before, Optional<LiveStamp> now) {
    return before.map(FileId::of).equals(now.map(FileId::of));
  }

  private record FileId(long device, long inode) {
    static FileId of(LiveStamp stamp) {
      return new FileId(stamp.device(), stamp.inode());
    }
  }

  private ReplaceOrder order(Optional<LiveStamp> expected) {
    return new ReplaceOrder(plan.live(), expected, assumeClosed);
  }

  private RestoreOutcome refused(Refusal refusal, OwnerSteps steps) {
    Optional<String> trouble = steps.reopen();
    return new RestoreOutcome.Refused(
        trouble
            .map(
                reason ->
                    new Refusal(
                        refusal.kind(),
                        refusal.reason()
                            + "; and the owner has not opened the table again: "
                            + reason))
            .orElse(refusal));
  }

  private RestoreOutcome handOver(Replacement.Done done, OwnerSteps steps) {
    Manifest manifest = snapshot.manifest();
    Optional<String> trouble =
        // Before the owner has it: afterwards it may change.
        new RestoredContent(ports.checker())
            .doubt(manifest, plan.live(), progress)
            .or(() -> steps.reopen().map(why -> "the owner did not open the table: " + why));
    if (trouble.isPresent()) {
      return rollBack(trouble.get(), done, steps);
    }
    long expected = manifest.figures().records();
    return switch (steps.count()) {
      case Count.Counted(long records) when records == expected ->
          restored(done, Optional.empty(), "Its owner opened it and counts as many records.");
      case Count.Counted(long records) ->
          rollBack("the owner counts " + records + " records, not " + expected, done, steps);
      case Count.NotAsked() ->
          restored(
              done,
              Optional.empty(),
              "The command that has its owner open it succeeded; no node was asked how many"
                  + " records it counts.");
      case Count.Failed(String reason) ->
          rollBack("the owner could not count the records: " + reason, done, steps);
    };
  }

  private RestoreOutcome rollBack(String reason, Replacement.Done done, OwnerSteps steps) {
    Optional<String> held = steps.release();
    if (held.isPresent()) {
      return stuck(done, reason, "its owner did not close the table again: " + held.get());
    }
    Optional<String> left = putBack(done);
    Optional<String> trouble = steps.reopen();
    if (left.isPresent()) {
      String owner = trouble.map(why -> "; nor has the owner opened it: " + why).orElse("");
      return stuck(done, reason, left.get() + owner);
    }
    return new RestoreOutcome.RolledBack(snapshot.id(), plan.live(), reason, trouble, done.notes());
  }

  /** Puts the old file back; gives the reason when that did not work. */
  private Optional<String> putBack(Replacement.Done done) {
    try {
      TableReplacer.Place place = ports.replacer().look(plan.live());
      Optional<KeptFile> old =
          place.kept().stream().filter(kept -> isOld(kept, done.kept())).findFirst();
      return old.isEmpty()
          ? Optional.of("the old file does not lie beside it any more")
          : switch (ports.replacer().putBack(old.get(), order(place.stamp()))) {
            case Replacement.Done _ -> Optional.empty();
            case Replacement.Refused(Refusal refusal) -> Optional.of(refusal.reason());
          };
    } catch (IOException e) {
      System.getLogger(OwnedRestore.class.getName())
          .log(System.Logger.Level.ERROR, "the old file of " + plan.table() + " is not back", e);
      return Optional.of(IoTrouble.describe(e));
    }
  }

  /** Where there was no file before, a note of that is what lies beside the new one. */
  private static boolean isOld(KeptFile kept, Optional<TableLocation> old) {
    return old.map(location -> location.equals(kept.location())).orElse(kept.absence());
  }

  private RestoreOutcome stuck(Replacement.Done done, String reason, String left) {
    return restored(
        done,
        Optional.of(reason + "; and the old file could not be put back: " + left),
        "The file of the snapshot has the table's name; look at the owner before anything else.");
  }

  private RestoreOutcome restored(Replacement.Done done, Optional<String> doubt, String note) {
    List<String> notes = new ArrayList<>(done.notes());
    notes.add(note);
    return new RestoreOutcome.Restored(
        snapshot.id(),
        plan.live(),
        done.kept(),
        snapshot.manifest().figures().records(),
        snapshot.manifest().bytes(),
        doubt,
        notes);
  }
}
