package io.detsguard.storage.swap;

import io.detsguard.application.port.out.IoTrouble;
import io.detsguard.application.port.out.ReplaceOrder;
import io.detsguard.application.port.out.Replacement;
import io.detsguard.application.port.out.TableReplacer;
import io.detsguard.domain.restore.KeptFile;
import io.detsguard.domain.restore.LiveStamp;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.FileStamp;
import io.detsguard.storage.file.LockFile;
import io.detsguard.storage.file.LockHeldException;
import io.detsguard.storage.process.FileHolders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Replaces a live file so that its name leads to the old file or to the new one at every moment.
 *
 * <p>The order: take the lock, clear leftovers away, see that nobody has the file open and that it
 * is the one that is meant, make the new file under a hidden name beside it, look again, give the
 * old file a second name and force the directory, rename the new one over it and force the
 * directory again. Killed before the rename there is the old file, perhaps with a second name;
 * killed after it there is the new one, and the old one under its second name. Safe for use by many
 * threads.
 *
 * <p>A process that opens the old file between the last look and the rename, which is a matter of
 * microseconds, keeps it open under its second name; that is looked for afterwards and reported.
 */
public final class FileSwap {
  private final DurableFiles files;
  private final FileHolders holders;
  private final InstantSource clock;

  /** One for each directory and never thrown away: see {@link LockFile}. */
  private final Map<Path, LockFile> locks = new ConcurrentHashMap<>();

  /** Makes the new file; when it throws, the old one stays. */
  @FunctionalInterface
  public interface Maker {
    /**
     * Writes, forces and checks a new file.
     *
     * @param draft its name for the time being, which is free
     */
    void make(Path draft) throws IOException, InterruptedException;
  }

  /**
   * @param clock gives the times in the names of files that were replaced
   */
  public FileSwap(DurableFiles files, FileHolders holders, InstantSource clock) {
    this.files = files;
    this.holders = holders;
    this.clock = clock;
  }

  /** Looks at the place of a table, without changing anything. */
  public TableReplacer.Place look(Path live) throws IOException {
    SwapPlace place = SwapPlace.of(live);
    return new TableReplacer.Place(
        place.stamp().map(FileSwap::liveStamp),
        holders.of(place.live()),
        place.kept(),
        place.leftovers().isEmpty()
            ? List.of()
            : List.of("an earlier attempt was interrupted; what it left is cleared away first"));
  }

  private static LiveStamp liveStamp(FileStamp stamp) {
    return new LiveStamp(
        stamp.device(), stamp.inode(), stamp.bytes(), stamp.modifiedNanos(), stamp.changedNanos());
  }

  /** A free name beside a table for what is made of it and does not replace it. */
  public Path nameBeside(Path live) throws IOException {
    return SwapPlace.of(live).freeRepairedName(now());
  }

  /**
   * Makes a new file and puts it in place of the live one.
   *
   * @throws IOException when the disk fails; the live file is the old one then, unless the message
   *     says otherwise
   */
  public Replacement replace(ReplaceOrder order, ReplacementCause cause, Maker maker)
      throws IOException, InterruptedException {
    SwapPlace place = SwapPlace.of(Path.of(order.live().value()));
    try (LockFile.Held _ = lock(place)) {
      return replace(place, order, cause, maker);
    } catch (LockHeldException e) {
      return busy(e);
    }
  }

  private LockFile.Held lock(SwapPlace place) throws LockHeldException, IOException {
    String note = "process %d since %s".formatted(ProcessHandle.current().pid(), clock.instant());
    return locks.computeIfAbsent(place.lock(), LockFile::new).acquire(note);
  }

  private static Replacement busy(LockHeldException e) {
    return new Replacement.Refused(
        new Refusal(
            Refusal.Kind.BUSY, "a table of this directory is being replaced by " + e.getMessage()));
  }

  private Replacement replace(
      SwapPlace place, ReplaceOrder order, ReplacementCause cause, Maker maker)
      throws IOException, InterruptedException {
    Optional<Refusal> refusal = refusal(place, order);
    if (refusal.isPresent()) {
      return new Replacement.Refused(refusal.get());
    }
    ReplaceOrder cleared = clearAway(place, order);
    try {
      maker.make(place.draft());
      List<String> notes = new NewOwner(files).adopt(place);
      refusal = refusal(place, cleared);
      if (refusal.isEmpty()) {
        return put(place.draft(), place, cause, notes);
      }
      files.delete(place.draft());
      return new Replacement.Refused(refusal.get());
    } catch (IOException | InterruptedException | RuntimeException e) {
      files.discard(place.draft(), e);
      throw e;
    }
  }

  /**
   * Gives a file that lies beside the live one its name, in one step; or takes the live one away,
   * when there was none before.
   *
   * @param kept what was replaced
   */
  public Replacement putBack(KeptFile kept, ReplaceOrder order) throws IOException {
    SwapPlace place = SwapPlace.of(Path.of(order.live().value()));
    try (LockFile.Held _ = lock(place)) {
      Optional<Refusal> refusal = refusal(place, order).or(() -> keptElsewhere(kept, order));
      if (refusal.isPresent() || !place.kept().contains(kept)) {
        return new Replacement.Refused(refusal.orElseGet(FileSwap::changed));
      }
      clearAway(place, order);
      Path file = Path.of(kept.location().value());
      return kept.absence()
          ? takeAway(file, place)
          : put(file, place, ReplacementCause.UNDO, new ArrayList<>());
    } catch (LockHeldException e) {
      return busy(e);
    }
  }

  private Optional<Refusal> keptElsewhere(KeptFile kept, ReplaceOrder order) {
    return holders.of(Path.of(kept.location().value())).obstacle(order.assumeClosed());
  }

  /**
   * Leaves the place as empty as it was. Killed before the deletion there is the file, perhaps with
   * a second name; killed after it there is none, and a note of that which the next swap removes.
   */
  private Replacement takeAway(Path note, SwapPlace place) throws IOException {
    List<String> notes = new ArrayList<>();
    Path kept = new OldFile(files, place).keep(ReplacementCause.UNDO, now());
    try {
      files.delete(place.live());
    } catch (IOException | RuntimeException e) {
      discardSecondName(kept, place, e);
      throw e;
    }
    force(place);
    openedMeanwhile(kept).ifPresent(notes::add);
    new Removal(files)
        .of(
            note,
            "the note that there was no file could not be removed, which the next attempt does")
        .ifPresent(notes::add);
    return new Replacement.Done(Optional.of(new TableLocation(kept.toString())), notes);
  }

  /**
   * Removes what an interrupted swap left.
   *
   * @return the order for what is to be found now: to remove a second name of the live file changes
   *     its record, though not its content
   */
  private ReplaceOrder clearAway(SwapPlace place, ReplaceOrder order) throws IOException {
    List<Path> leftovers = place.leftovers();
    if (leftovers.isEmpty()) {
      return order;
    }
    for (Path leftover : leftovers) {
      files.delete(leftover);
    }
    Optional<LiveStamp> now = place.stamp().map(FileSwap::liveStamp);
    return new ReplaceOrder(
        order.live(), order.expected().map(old -> sameContent(old, now)), order.assumeClosed());
  }

  private static LiveStamp sameContent(LiveStamp old, Optional<LiveStamp> now) {
    return now.filter(
            stamp ->
                stamp.device() == old.device()
                    && stamp.inode() == old.inode()
                    && stamp.bytes() == old.bytes()
                    && stamp.modifiedNanos() == old.modifiedNanos())
        .orElse(old);
  }

  private Optional<Refusal> refusal(SwapPlace place, ReplaceOrder order) throws IOException {
    Optional<LiveStamp> now = place.stamp().map(FileSwap::liveStamp);
    if (!now.equals(order.expected())) {
      return Optional.of(changed());
    }
    return holders.of(place.live()).obstacle(order.assumeClosed());
  }

  private static Refusal changed() {
    return new Refusal(
        Refusal.Kind.LIVE_CHANGED,
        "the table's file is no longer the one that was looked at; look again");
  }

  private Replacement put(Path file, SwapPlace place, ReplacementCause cause, List<String> notes)
      throws IOException {
    if (place.stamp().isEmpty()) {
      return putInEmptyPlace(file, place, cause, notes);
    }
    Path kept = new OldFile(files, place).keep(cause, now());
    try {
      files.replace(file, place.live());
    } catch (IOException | RuntimeException e) {
      discardSecondName(kept, place, e);
      throw e;
    }
    force(place);
    openedMeanwhile(kept).ifPresent(notes::add);
    if (cause == ReplacementCause.COMPACT) {
      forgetOlderCompactions(place, kept).ifPresent(notes::add);
    }
    return new Replacement.Done(Optional.of(new TableLocation(kept.toString())), notes);
  }

  private Replacement putInEmptyPlace(
      Path file, SwapPlace place, ReplacementCause cause, List<String> notes) throws IOException {
    Path note = new OldFile(files, place).noteAbsence(cause, now());
    try {
      new FreeName(files).take(file, place.live()).ifPresent(notes::add);
    } catch (IOException | RuntimeException e) {
      files.discard(note, e);
      throw e;
    }
    force(place);
    return new Replacement.Done(Optional.empty(), notes);
  }

  /**
   * Of the files that compactions replaced the last one is enough: the others hold the records of
   * an older day, and a schedule would fill the disk with them.
   */
  private Optional<String> forgetOlderCompactions(SwapPlace place, Path last) {
    try {
      for (KeptFile kept : place.kept()) {
        Path file = Path.of(kept.location().value());
        if (kept.cause() == ReplacementCause.COMPACT && !kept.absence() && !file.equals(last)) {
          files.delete(file);
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(
          "files that earlier compactions replaced could not be removed: " + IoTrouble.describe(e));
    }
  }

  private Instant now() {
    return clock.instant();
  }

  private void force(SwapPlace place) throws IOException {
    try {
      files.forceDirectory(place.directory());
    } catch (IOException e) {
      throw new IOException(
          "the table was replaced, and the old file kept, but a power failure might still take that"
              + " back: "
              + IoTrouble.describe(e),
          e);
    }
  }

  private Optional<String> openedMeanwhile(Path kept) {
    return holders.of(kept) instanceof Occupancy.Open(var who)
        ? Optional.of(
            "the old file was opened while it was replaced, by "
                + who.getFirst()
                + "; what that writes goes to the kept file")
        : Optional.empty();
  }

  /**
   * Takes the second name of the old file back, if that has its first one still: a rename may
   * report a failure, on a file system of the network, and have been done all the same.
   */
  private void discardSecondName(Path kept, SwapPlace place, Exception cause) {
    try {
      if (place.leftovers().contains(kept)) {
        files.delete(kept);
      }
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }
}
