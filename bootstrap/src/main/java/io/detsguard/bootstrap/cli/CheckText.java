package io.detsguard.bootstrap.cli;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.table.SlotCounts;
import io.detsguard.domain.table.TableFigures;
import java.util.LinkedHashSet;
import java.util.Set;

/** Prints the report of a check for a person. */
final class CheckText {
  private static final int LABEL_WIDTH = 10;

  private final Console console;

  CheckText(Console console) {
    this.console = console;
  }

  /**
   * Prints one report.
   *
   * @param file as the user named it
   * @param deep whether all objects were to be read
   */
  void print(String file, CheckReport report, boolean deep) {
    console.print(Printable.of(file));
    line("verdict", verdict(report.verdict()));
    report.figures().ifPresent(this::figures);
    if (deep && report.objectsRead() > 0) {
      line("read", Quantity.count(report.objectsRead(), "record"));
    }
    report.sortedDigest().ifPresent(digest -> line("digest", digest));
    if (deep) {
      report.notChecked().forEach(what -> line("unchecked", Printable.of(what)));
    }
    findings(report);
  }

  /** One line of a report. */
  void line(String label, String text) {
    console.print("  " + label + " ".repeat(LABEL_WIDTH - label.length()) + " " + text);
  }

  private void figures(TableFigures figures) {
    SlotCounts slots = figures.slots();
    line(
        "table",
        figures.type().erlangName()
            + ", key at position "
            + figures.keyPosition()
            + ", format "
            + figures.variant().label());
    line(
        "content",
        Quantity.count(figures.records(), "record") + ", " + Quantity.count(figures.keys(), "key"));
    line(
        "size",
        Quantity.bytes(figures.fileBytes())
            + ", free "
            + Quantity.bytes(figures.freeBytes())
            + " (fragmentation "
            + Quantity.share(figures.fragmentation())
            + ")");
    line("slots", slots.used() + " in use, from " + slots.min() + " to " + slots.max());
    line("closed", figures.properlyClosed() ? "properly" : "no: open, or left open by a crash");
  }

  private String verdict(Verdict verdict) {
    String words = verdict.wireName().replace('_', ' ');
    return switch (verdict) {
      case SOUND -> console.coloured(Console.Colour.WELL, words);
      case NOT_PROPERLY_CLOSED -> console.coloured(Console.Colour.WARNING, words);
      default -> console.coloured(Console.Colour.BROKEN, words);
    };
  }

  private void findings(CheckReport report) {
    Set<FindingKind> kinds = new LinkedHashSet<>();
    for (Finding finding : report.findings()) {
      line("finding", Printable.of(finding.message()));
      kinds.add(finding.kind());
    }
    long more = report.findingsInAll() - report.findings().size();
    if (more > 0) {
      line("", "and " + Quantity.count(more, "more finding"));
    }
    kinds.forEach(kind -> line("meaning", kind.title() + ": " + kind.meaning()));
  }
}
