package io.detsguard.application.service;

import io.detsguard.application.port.out.IoTrouble;
import io.detsguard.application.port.out.OwnerControl;
import io.detsguard.application.port.out.OwnerControl.Count;
import io.detsguard.application.port.out.ReplaceOrder;
import io.detsguard.application.port.out.Replacement;
import io.detsguard.application.port.out.TableReplacer;
import io.detsguard.domain.restore.KeptFile;
import io.detsguard.domain.restore.LiveStamp;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Replaces the file of a table under the hands of its running owner: the owner closes it, the files
 * are swapped, what was put there is read back, the owner opens it, and its process counts the
 * records. When a step after the swap fails, the old file is put back and the owner opens that.
 * Whatever happens, the owner is told to open the table before this returns.
 *
 * @param live the table's file
 * @param seen the file that was shown; that records changed since then is expected of a running
 *     owner, but it must be the same file
 */
record OwnedReplacement(
    TableReplacer replacer,
    OwnerControl control,
    TableLocation live,
    Optional<LiveStamp> seen,
    boolean assumeClosed) {

  /** What is put in place of the file. */
  interface Change {
    /** Swaps the files. The owner has the table closed. */
    Replacement swap(ReplaceOrder order) throws IOException, InterruptedException;

    /**
     * Reads back what was put there, before the owner has it: afterwards it may change.
     *
     * @return what is wrong with it, as a clause; empty when it is what it should be
     */
    Optional<String> doubt();

    /** How many records the owner must count; asked only when there is no doubt. */
    long records();
  }

  /** How it ended; failures of the disk are exceptions. */
  sealed interface Outcome {
    /** Nothing was changed. */
    record Refused(Refusal refusal) implements Outcome {}

    /**
     * The new file has the table's name.
     *
     * @param doubt why it should not have it, and why the old one could not be put back; empty when
     *     all is well
     */
    record Replaced(Optional<TableLocation> kept, Optional<String> doubt, List<String> notes)
        implements Outcome {}

    /**
     * The owner could not live with the new file: the old one is back.
     *
     * @param reason why it was undone, as a clause
     * @param ownerTrouble why the owner has not opened the old file again; empty when it has
     */
    record RolledBack(String reason, Optional<String> ownerTrouble, List<String> notes)
        implements Outcome {}
  }

  /**
   * Does it.
   *
   * @throws IOException when the swap fails; the old file is there then, and the owner was told to
   *     open it
   * @throws InterruptedException the same
   */
  Outcome replace(OwnerHandle owner, Change change) throws IOException, InterruptedException {
    try (OwnerSteps steps = new OwnerSteps(control, owner, live)) {
      Optional<String> held = steps.release();
      if (held.isPresent()) {
        return refused(
            new Refusal(
                Refusal.Kind.OWNER_HOLDS, "its owner did not close the table: " + held.get()),
            steps);
      }
      return switch (swap(change, steps)) {
        case Replacement.Refused(Refusal refusal) -> refused(refusal, steps);
        case Replacement.Done done -> handOver(done, change, steps);
      };
    }
  }

  private Replacement swap(Change change, OwnerSteps steps)
      throws IOException, InterruptedException {
    try {
      Optional<LiveStamp> now = replacer.look(live).stamp();
      return isSameFile(seen, now)
          ? change.swap(order(now))
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
    return new ReplaceOrder(live, expected, assumeClosed);
  }

  private static Outcome refused(Refusal refusal, OwnerSteps steps) {
    Optional<String> trouble = steps.reopen();
    return new Outcome.Refused(
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

  private Outcome handOver(Replacement.Done done, Change change, OwnerSteps steps) {
    Optional<String> trouble =
        change
            .doubt()
            .or(() -> steps.reopen().map(why -> "the owner did not open the table: " + why));
    if (trouble.isPresent()) {
      return rollBack(trouble.get(), done, steps);
    }
    long expected = change.records();
    return switch (steps.count()) {
      case Count.Counted(long records) when records == expected ->
          replaced(done, Optional.empty(), "Its owner opened it and counts as many records.");
      case Count.Counted(long records) ->
          rollBack("the owner counts " + records + " records, not " + expected, done, steps);
      case Count.NotAsked() ->
          replaced(
              done,
              Optional.empty(),
              "The command that has its owner open it succeeded; no node was asked how many"
                  + " records it counts.");
      case Count.Failed(String reason) ->
          rollBack("the owner could not count the records: " + reason, done, steps);
    };
  }

  private Outcome rollBack(String reason, Replacement.Done done, OwnerSteps steps) {
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
    return new Outcome.RolledBack(reason, trouble, done.notes());
  }

  /** Puts the old file back; gives the reason when that did not work. */
  private Optional<String> putBack(Replacement.Done done) {
    try {
      TableReplacer.Place place = replacer.look(live);
      Optional<KeptFile> old =
          place.kept().stream().filter(kept -> isOld(kept, done.kept())).findFirst();
      return old.isEmpty()
          ? Optional.of("the old file does not lie beside it any more")
          : switch (replacer.putBack(old.get(), order(place.stamp()))) {
            case Replacement.Done _ -> Optional.empty();
            case Replacement.Refused(Refusal refusal) -> Optional.of(refusal.reason());
          };
    } catch (IOException e) {
      System.getLogger(OwnedReplacement.class.getName())
          .log(System.Logger.Level.ERROR, "the old file of " + live + " is not back", e);
      return Optional.of(IoTrouble.describe(e));
    }
  }

  /** Where there was no file before, a note of that is what lies beside the new one. */
  private static boolean isOld(KeptFile kept, Optional<TableLocation> old) {
    return old.map(location -> location.equals(kept.location())).orElse(kept.absence());
  }

  private static Outcome stuck(Replacement.Done done, String reason, String left) {
    return replaced(
        done,
        Optional.of(reason + "; and the old file could not be put back: " + left),
        "The new file has the table's name; look at the owner before anything else.");
  }

  private static Outcome replaced(Replacement.Done done, Optional<String> doubt, String note) {
    List<String> notes = new ArrayList<>(done.notes());
    notes.add(note);
    return new Outcome.Replaced(done.kept(), doubt, notes);
  }
}
