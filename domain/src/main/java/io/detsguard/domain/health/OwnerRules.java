package io.detsguard.domain.health;

import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.health.TableObservation.Readable;
import io.detsguard.domain.node.OpenTable;
import io.detsguard.domain.node.Ownership;
import io.detsguard.domain.node.TableAccess;
import io.detsguard.domain.node.TableMode;
import io.detsguard.domain.node.TableOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Judges one table by what the nodes know of its owner. {@code docs/operations.md}, "What the nodes
 * know", explains each condition.
 *
 * @param facts all that is known of the table
 * @param now the moment of the report
 * @param openings each opening of the table that nodes told of
 */
record OwnerRules(TableFacts facts, Instant now, List<OpenTable> openings) {
  /** A table that is not saved for longer is warned of. */
  private static final Duration UNSAVED_TOO_LONG = Duration.ofMinutes(15);

  /** A table that is held fixed for longer is warned of. */
  private static final Duration FIXED_TOO_LONG = Duration.ofMinutes(10);

  /** More waiting calls than these are warned of. */
  private static final long QUEUE_TOO_LONG = 1000;

  static OwnerRules of(TableFacts facts, Instant now) {
    return new OwnerRules(facts, now, facts.ownership().openings());
  }

  /** What is wrong, the most urgent first. */
  List<Condition> conditions() {
    if (openings.isEmpty()) {
      return leftOpen().stream().toList(); // most tables of most installations: nothing to judge
    }
    List<Condition> conditions = new ArrayList<>();
    error().ifPresent(conditions::add);
    shared().ifPresent(conditions::add);
    neverSaved().ifPresent(conditions::add);
    ramFile().ifPresent(conditions::add);
    queue().ifPresent(conditions::add);
    fixed().ifPresent(conditions::add);
    return conditions;
  }

  /**
   * Of which moment a snapshot holds the state: when it was taken, but for a table that lives in
   * memory the last save of its file, if there may be changes since.
   */
  Instant stateOf(Snapshot snapshot) {
    Instant takenAt = snapshot.id().takenAt();
    if (openings.isEmpty()) {
      return takenAt;
    }
    return unsavedInMemory()
        .map(look -> look.modifiedAt().isBefore(takenAt) ? look.modifiedAt() : takenAt)
        .orElse(takenAt);
  }

  private Optional<Readable> readable() {
    return facts.observation() instanceof Readable look ? Optional.of(look) : Optional.empty();
  }

  private Optional<Readable> unsavedInMemory() {
    return openings.stream().anyMatch(OwnerRules::livesInMemoryUnsaved)
        ? readable()
        : Optional.empty();
  }

  private static boolean livesInMemoryUnsaved(OpenTable table) {
    return table.options().ramFile() && writes(table) && table.mode() != TableMode.CLEAN;
  }

  private static boolean writes(OpenTable table) {
    return table.options().access() == TableAccess.READ_WRITE;
  }

  private static String where(OpenTable table) {
    return table.node() + " (table " + table.name() + ", process " + table.process().pid() + ")";
  }

  private Optional<Condition> error() {
    return openings.stream()
        .filter(table -> table.mode() == TableMode.ERROR)
        .findFirst()
        .map(
            table ->
                new Condition(
                    ConditionKind.OWNER_ERROR,
                    "The table is in the mode error in "
                        + where(table)
                        + ": every call that needs data is answered with the same error.",
                    "Close the table in its application and open it again, which repairs it; look"
                        + " for a full disk first, and keep the last proven backup."));
  }

  private Optional<Condition> shared() {
    if (openings.size() < 2 || openings.stream().noneMatch(OwnerRules::writes)) {
      return Optional.empty();
    }
    String places =
        openings.stream().map(OwnerRules::where).collect(Collectors.joining(" and in "));
    return Optional.of(
        new Condition(
            ConditionKind.SHARED_FILE,
            "The file is open " + openings.size() + " times, in " + places + ".",
            "Close it in all places but one: owners that write the same file destroy it."));
  }

  private Optional<Condition> leftOpen() {
    return facts.ownership() instanceof Ownership.Nobody(Instant at)
        ? readable().filter(look -> wasLeftOpenBefore(look, at)).map(OwnerRules::leftOpen)
        : Optional.empty();
  }

  /** One that was opened after the nodes were asked is not left open for all that is known. */
  private static boolean wasLeftOpenBefore(Readable look, Instant asked) {
    return look.notClosedSince().filter(since -> since.isBefore(asked)).isPresent();
  }

  private static Condition leftOpen(Readable look) {
    return new Condition(
        ConditionKind.LEFT_OPEN,
        "The file is not properly closed, and no node that was asked has it open: its next opening"
            + " is a repair, which takes about "
            + repairTime(look)
            + ".",
        "Let the application open and close the table at a moment that suits; if a program has it"
            + " open that is not among the configured nodes, add its node.");
  }

  private static String repairTime(Readable look) {
    long bytes = look.figures().fileBytes();
    return InWords.time(ErlangRepair.estimate(bytes)) + " for " + InWords.megabytes(bytes);
  }

  private Optional<Condition> neverSaved() {
    return openings.stream()
        .filter(table -> writes(table) && !table.options().ramFile())
        .findFirst()
        .flatMap(table -> readable().flatMap(look -> neverSaved(table, look)));
  }

  private Optional<Condition> neverSaved(OpenTable table, Readable look) {
    return look.notClosedSince()
        .map(since -> Duration.between(lastKnownClosed(since), now))
        .filter(time -> time.compareTo(UNSAVED_TOO_LONG) > 0)
        .map(
            time ->
                new Condition(
                    ConditionKind.NEVER_SAVED,
                    "The file was not seen properly closed for "
                        + InWords.time(time)
                        + ": a kill of "
                        + table.node()
                        + " now would send it into repair, which takes about "
                        + repairTime(look)
                        + ". "
                        + autoSave(table.options()),
                    "Let the application call dets:sync/1 now and then, or close the table when it"
                        + " is not needed."));
  }

  /** A proven snapshot was taken of a file that was closed then, unless the copy was repaired. */
  private Instant lastKnownClosed(Instant notClosedSince) {
    return facts
        .newestProven()
        .filter(snapshot -> snapshot.manifest().provenance().method() != CopyMethod.HELD_REPAIR)
        .map(snapshot -> snapshot.id().takenAt())
        .filter(takenAt -> takenAt.isAfter(notClosedSince))
        .orElse(notClosedSince);
  }

  private static String autoSave(TableOptions options) {
    return options
        .autoSave()
        .map(
            time ->
                "Its auto_save of "
                    + InWords.time(time)
                    + (time.equals(TableOptions.DEFAULT_AUTO_SAVE) ? " (the default)" : "")
                    + " saves a table only when nothing was written for so long.")
        .orElse("Its auto_save is switched off.");
  }

  private Optional<Condition> ramFile() {
    return unsavedInMemory()
        .map(look -> Duration.between(look.modifiedAt(), now))
        .filter(age -> age.compareTo(UNSAVED_TOO_LONG) > 0)
        .map(
            age ->
                new Condition(
                    ConditionKind.RAM_FILE,
                    "The table lives in the memory of its owner (ram_file), and its file was last"
                        + " saved "
                        + InWords.time(age)
                        + " ago: a backup holds that state, whenever it is made.",
                    "Let the application call dets:sync/1, then run a backup."));
  }

  private Optional<Condition> queue() {
    return openings.stream()
        .filter(table -> table.process().queueLength() > QUEUE_TOO_LONG)
        .max(Comparator.comparing(table -> table.process().queueLength()))
        .map(
            table ->
                new Condition(
                    ConditionKind.LONG_QUEUE,
                    table.process().queueLength() + " calls wait for " + where(table) + ".",
                    "Look at what keeps the process of the table busy, and at who calls it so"
                        + " often; its callers wait as long."));
  }

  private Optional<Condition> fixed() {
    return openings.stream().flatMap(table -> fixed(table).stream()).findFirst();
  }

  private Optional<Condition> fixed(OpenTable table) {
    return table
        .fixed()
        .filter(fixed -> Duration.between(fixed.since(), now).compareTo(FIXED_TOO_LONG) > 0)
        .map(
            fixed ->
                new Condition(
                    ConditionKind.FIXED_LONG,
                    "The table is held fixed since "
                        + fixed.since().truncatedTo(ChronoUnit.SECONDS)
                        + " by "
                        + (fixed.processes() == 1 ? "a process" : fixed.processes() + " processes")
                        + " in "
                        + where(table)
                        + "; the space of deleted records is not given back meanwhile.",
                    "Let the application end its traversal, or release the table with"
                        + " dets:safe_fixtable(Table, false)."));
  }
}
