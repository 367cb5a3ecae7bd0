package io.detsguard.bootstrap.cli;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.restore.KeptFile;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.UndoOutcome;
import io.detsguard.domain.restore.UndoPlan;
import io.detsguard.domain.table.TableName;

/** Prints what an undoing would do and what became of it, for a person. */
final class UndoText {
  private final Console console;
  private final RestoreText text;

  UndoText(Console console) {
    this.console = console;
    this.text = new RestoreText(console);
  }

  /** What would be done. */
  void print(UndoPlan plan) {
    console.print("dry run", words(plan.kept()));
    plan.report().ifPresent(this::state);
    plan.content().ifPresent(text::print);
    plan.owner().ifPresent(text::owner);
    plan.obstacle(false).ifPresent(refusal -> console.print("but", Printable.of(refusal.reason())));
    plan.notes().forEach(note -> console.print("note", Printable.of(note)));
  }

  private static String words(KeptFile kept) {
    return kept.absence()
        ? "there was no file before the " + kept.cause().wireName() + ": it would be taken away"
        : Printable.of(kept.location().value()) + " would be put back";
  }

  private void state(CheckReport report) {
    console.print(
        "which is",
        report.verdict().wireName().replace('_', ' ')
            + ", "
            + Quantity.count(report.objectsRead(), "record"));
  }

  /** What became of it. */
  void print(TableName table, UndoOutcome outcome) {
    switch (outcome) {
      case UndoOutcome.Refused(Refusal refusal) -> text.refused(table, refusal);
      case UndoOutcome.RolledBack rolledBack -> {
        text.rolledBack(
            "the undoing at " + table + " was taken back, and the file it had is there again: ",
            rolledBack.reason(),
            rolledBack.ownerTrouble());
        rolledBack.notes().forEach(note -> console.print("note", Printable.of(note)));
      }
      case UndoOutcome.Undone undone -> {
        if (undone.putBack().absence()) {
          console.print("taken away", Printable.of(undone.at().value()));
        } else {
          console.print("put back", Printable.of(undone.putBack().location().value()));
          console.print("as", Printable.of(undone.at().value()));
        }
        undone.report().ifPresent(this::state);
        undone.doubt().ifPresent(doubt -> console.print("check", text.inDoubt(doubt)));
        undone.kept().ifPresent(kept -> console.print("kept", Printable.of(kept.value())));
        undone.notes().forEach(note -> console.print("note", Printable.of(note)));
      }
    }
  }
}
