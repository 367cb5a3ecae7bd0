package io.detsguard.bootstrap.cli;

import io.detsguard.bootstrap.cli.Console.Colour;
import io.detsguard.domain.repair.Conflict;
import io.detsguard.domain.repair.FreedBlock;
import io.detsguard.domain.repair.LossReport;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.repair.Sample;
import io.detsguard.domain.repair.SkippedCollection;
import io.detsguard.domain.repair.TableShape;
import java.util.List;
import java.util.function.Function;

/** Prints what a repair came to, for a person. */
final class RepairText {
  /** Details of one kind that are printed; the JSON has more. */
  private static final int DETAILS = 10;

  private final Console console;
  private final boolean dryRun;

  /**
   * @param dryRun whether nothing was to be written
   */
  RepairText(Console console, boolean dryRun) {
    this.console = console;
    this.dryRun = dryRun;
  }

  /**
   * Prints one outcome.
   *
   * @param file the damaged file as the user named it
   * @param target the new one likewise
   */
  void print(String file, String target, RepairOutcome outcome) {
    console.print(Printable.of(file));
    switch (outcome) {
      case RepairOutcome.Refused refused -> refused(file, target, refused);
      case RepairOutcome.NothingRecovered(RepairReport report) -> {
        console.print("outcome", console.coloured(Colour.BROKEN, "nothing recovered"));
        details(report);
        console.print("output", "none was written: an empty table would only hide the loss");
      }
      case RepairOutcome.Repaired(RepairReport report) -> {
        console.print("outcome", verdict(report.losses()));
        details(report);
        output(target, report);
      }
    }
  }

  private void refused(String file, String target, RepairOutcome.Refused refused) {
    String words = refused.verdict().wireName().replace('_', ' ');
    console.print("outcome", console.coloured(Colour.BROKEN, "refused: " + words));
    console.print("finding", Printable.of(refused.finding().message()));
    refused.guess().ifPresent(guess -> hint(file, target, guess));
  }

  private void hint(String file, String target, TableShape guess) {
    console.print(
        "hint", "it holds records that look like those of " + words(guess) + "; to save them:");
    console.print(
        "",
        "detsguard repair "
            + Printable.of(file)
            + " --to "
            + Printable.of(target)
            + " --type "
            + guess.type().erlangName()
            + " --key-position "
            + guess.keyPosition());
  }

  private static String words(TableShape shape) {
    return "a " + shape.type().erlangName() + " with the key at position " + shape.keyPosition();
  }

  private String verdict(LossReport losses) {
    return losses.isNothing()
        ? console.coloured(Colour.WELL, "nothing lost")
        : console.coloured(Colour.WARNING, "something lost or in doubt");
  }

  private void details(RepairReport report) {
    LossReport losses = report.losses();
    console.print("table", words(report.shape()) + ", by " + report.shapeSource().words());
    console.print(
        "recovered",
        Quantity.count(report.records(), "record") + ", " + Quantity.count(report.keys(), "key"));
    list("skipped", losses.skipped(), "collection", RepairText::words);
    list("conflicts", losses.conflicts(), "key", RepairText::words);
    list("freed", losses.candidates(), "block", RepairText::words);
    if (losses.missing() > 0) {
      console.print(
          "missing", Quantity.count(losses.missing(), "record") + " by the count in the header");
    }
    if (losses.unreachableSlots() > 0) {
      console.print(
          "unknown", "nothing leads to " + Quantity.count(losses.unreachableSlots(), "slot"));
    }
    report.notes().forEach(note -> console.print("note", Printable.of(note)));
  }

  private <T> void list(String label, Sample<T> sample, String noun, Function<T, String> words) {
    if (sample.isEmpty()) {
      return;
    }
    console.print(label, Quantity.count(sample.inAll(), noun));
    List<T> shown = sample.items().subList(0, Math.min(DETAILS, sample.items().size()));
    shown.forEach(item -> console.print("", words.apply(item)));
    long more = sample.inAll() - shown.size();
    if (more > 0) {
      console.print("", "and " + more + " more");
    }
  }

  private static String words(SkippedCollection collection) {
    return "at byte "
        + collection.address()
        + ", "
        + Quantity.count(collection.size(), "byte")
        + ": "
        + collection.reason().words()
        + "; saved "
        + Quantity.count(collection.recordsSaved(), "record");
  }

  private static String words(Conflict conflict) {
    return "kept the record at byte "
        + conflict.keptAt()
        + ", not the one at "
        + conflict.otherAt()
        + ": "
        + conflict.rule().words();
  }

  private static String words(FreedBlock block) {
    return "at byte "
        + block.address()
        + ": "
        + Quantity.count(block.records(), "record")
        + " that slot "
        + block.slot()
        + " may have lost";
  }

  private void output(String target, RepairReport report) {
    if (dryRun) {
      console.print("output", "none: this was a dry run");
      return;
    }
    report
        .output()
        .ifPresent(
            written -> {
              console.print(
                  "output", Printable.of(target) + ", " + Quantity.bytes(written.bytes()));
              written.candidates().ifPresent(at -> candidates(at.value(), report));
            });
    console.print("digest", report.digest().hex());
  }

  private void candidates(String location, RepairReport report) {
    String records = Quantity.count(report.losses().candidateRecords(), "record");
    console.print("aside", records + " of freed blocks in " + Printable.of(location));
    console.print(
        "", "look at them, then repeat with --include-candidates if they are what is missing");
  }
}
