package io.detsguard.bootstrap.cli;

import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.TableOutcome;

/** Prints a finished run for a person. */
final class RunReport {
  private final Console console;

  RunReport(Console console) {
    this.console = console;
  }

  void print(BackupRun run) {
    TextTable rows = new TextTable("", "TABLE", " RECORDS", " SIZE", "SNAPSHOT");
    run.successes().forEach(success -> row(rows, success));
    if (!run.successes().isEmpty()) {
      rows.lines().forEach(console::print);
    }
    run.failures().forEach(this::print);
    run.notes().forEach(note -> console.print(Printable.of(note)));
    console.print(summary(run));
  }

  private static void row(TextTable rows, TableOutcome.BackedUp outcome) {
    Manifest manifest = outcome.snapshot().manifest();
    rows.row(
        manifest.provenance().unchanged() ? "unchanged" : "backed up",
        outcome.table().value(),
        Long.toString(manifest.figures().records()),
        Quantity.bytes(manifest.bytes()),
        manifest.id().text());
  }

  private void print(TableOutcome.Failed outcome) {
    console.print(
        console.coloured(Console.Colour.BROKEN, "failed")
            + "  "
            + outcome.table()
            + ": "
            + Printable.of(outcome.reason()));
  }

  private String summary(BackupRun run) {
    Console.Colour colour =
        switch (run.status()) {
          case COMPLETE -> Console.Colour.WELL;
          case PARTIAL -> Console.Colour.WARNING;
          case FAILED -> Console.Colour.BROKEN;
        };
    return console.coloured(colour, run.status().wireName())
        + ": "
        + run.backedUp().size()
        + " of "
        + Quantity.count(run.outcomes().size(), "table")
        + " in "
        + Quantity.duration(run.took())
        + pruned(run);
  }

  private static String pruned(BackupRun run) {
    return run.pruned().isEmpty()
        ? ""
        : ", " + Quantity.count(run.pruned().size(), "old snapshot") + " removed";
  }
}
