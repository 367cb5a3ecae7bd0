package io.detsguard.bootstrap.cli;

import io.detsguard.bootstrap.cli.Console.Colour;
import io.detsguard.domain.diff.KeyChange;
import io.detsguard.domain.diff.TableDiff;
import io.detsguard.domain.restore.LiveContent;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import io.detsguard.domain.table.TableName;
import java.util.Optional;

/** Prints what a restore would change and what became of it, for a person. */
record RestoreText(Console console) {
  /** What would change. */
  void print(RestorePlan plan) {
    console.print(console.emphasised(plan.table().value()));
    console.print("file", Printable.of(plan.live().value()));
    console.print(
        "snapshot",
        plan.snapshot()
            + ": intact, "
            + Quantity.count(plan.records(), "record")
            + ", "
            + Quantity.bytes(plan.bytes()));
    if (!plan.proven()) {
      console.print("", console.coloured(Colour.WARNING, "salvage") + ": not a proven backup");
    }
    print(plan.content());
    plan.owner().ifPresent(this::owner);
    plan.notes().forEach(note -> console.print("note", Printable.of(note)));
  }

  /** What is done to the owner. */
  void owner(OwnerHandle owner) {
    console.print("before", Printable.of(owner.releaseInWords()));
    console.print("after", Printable.of(owner.reopenInWords()));
  }

  /** What is in the place now. */
  void print(LiveContent content) {
    switch (content) {
      case LiveContent.Missing() -> console.print("now", "there is no such file");
      case LiveContent.Unusable unusable ->
          console.print(
              "now",
              console.coloured(Colour.BROKEN, unusable.verdict().wireName().replace('_', ' '))
                  + ": "
                  + Printable.of(unusable.reason()));
      case LiveContent.Readable(TableDiff changes, boolean properlyClosed) -> {
        if (!properlyClosed) {
          console.print("now", "not properly closed: its latest changes may be missing here");
        }
        changes(changes);
      }
    }
  }

  private void changes(TableDiff changes) {
    console.print(
        "comes back", Quantity.count(changes.added(), "key") + " only in what is put there");
    console.print("goes", Quantity.count(changes.removed(), "key") + " only in the live table");
    console.print(
        "changes", Quantity.count(changes.changed(), "key") + " in both, with other records");
    console.print(
        "stays", Quantity.count(changes.unchanged(), "key") + " in both, with equal records");
    for (KeyChange change : changes.keys()) {
      console.print("", word(change.kind()) + " " + Printable.of(change.key()));
    }
    long more = changes.differences() - changes.keys().size();
    if (more > 0 && !changes.keys().isEmpty()) {
      console.print("", "and " + Quantity.count(more, "more key") + " (--limit)");
    }
  }

  private static String word(KeyChange.Kind kind) {
    return switch (kind) {
      case ADDED -> "+";
      case REMOVED -> "-";
      case CHANGED -> "~";
    };
  }

  /** What became of a restore. */
  void print(TableName table, RestoreOutcome outcome) {
    switch (outcome) {
      case RestoreOutcome.Refused(Refusal refusal) -> refused(table, refusal);
      case RestoreOutcome.Possible possible ->
          console.print(
              "dry run",
              possible.snapshot()
                  + " can be restored to "
                  + Printable.of(possible.at().value())
                  + "; nothing was changed");
      case RestoreOutcome.Restored restored -> restored(table, restored);
      case RestoreOutcome.RolledBack rolledBack -> rolledBack(table, rolledBack);
    }
  }

  /** A result that cannot be relied on. */
  String inDoubt(String doubt) {
    return console.coloured(Colour.BROKEN, "in doubt") + ": " + Printable.of(doubt);
  }

  private void restored(TableName table, RestoreOutcome.Restored restored) {
    String state =
        restored
            .doubt()
            .map(this::inDoubt)
            .orElse(console.coloured(Colour.WELL, "well") + ": every record was read back");
    console.print(
        "restored",
        Quantity.count(restored.records(), "record")
            + " of "
            + restored.snapshot()
            + " to "
            + Printable.of(restored.at().value()));
    console.print("check", state);
    restored
        .kept()
        .ifPresent(
            kept -> {
              console.print("kept", "the old file, as " + Printable.of(kept.value()));
              console.print("undo", "detsguard restore --undo " + table);
            });
    restored.notes().forEach(note -> console.print("note", Printable.of(note)));
  }

  private void rolledBack(TableName table, RestoreOutcome.RolledBack rolledBack) {
    rolledBack(
        "the restore of " + table + " was undone, and the old file is back: ",
        rolledBack.reason(),
        rolledBack.ownerTrouble());
    rolledBack.notes().forEach(note -> console.print("note", Printable.of(note)));
  }

  /**
   * Says that a change did not last.
   *
   * @param what was done about it, up to the reason
   * @param ownerTrouble why the owner has not opened the table again
   */
  void rolledBack(String what, String reason, Optional<String> ownerTrouble) {
    console.say("detsguard: " + what + Printable.of(reason));
    ownerTrouble.ifPresent(
        trouble ->
            console.say(
                "detsguard: its owner has not opened the table again: " + Printable.of(trouble)));
  }

  /** Why nothing was changed. */
  void refused(TableName table, Refusal refusal) {
    console.say(
        "detsguard: "
            + table
            + " was not changed: "
            + Printable.of(refusal.reason())
            + hint(refusal.kind()));
  }

  private static String hint(Refusal.Kind kind) {
    return switch (kind) {
      case NOT_ALL_SEEN ->
          "; repeat this as root, or with --assume-closed if you know it is closed";
      case TABLE_OPEN -> ", or restore elsewhere with --to PATH";
      default -> "";
    };
  }
}
