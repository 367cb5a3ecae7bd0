package io.detsguard.bootstrap.cli;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.FindingKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Prints findings for a person: by kind, each kind explained once, with some of its places. */
record FindingsText(Console console) {
  private static final int SHOWN_OF_A_KIND = 5;

  void print(CheckReport report) {
    if (report.findings().isEmpty()) {
      return;
    }
    Map<FindingKind, List<Finding>> kinds = new LinkedHashMap<>();
    for (Finding finding : report.findings()) {
      kinds.computeIfAbsent(finding.kind(), kind -> new ArrayList<>()).add(finding);
    }
    kinds.forEach(this::kind);
    long more = report.findingsInAll() - report.findings().size();
    if (more > 0) {
      console.print("  and " + Quantity.count(more, "more finding") + " that were only counted");
    }
    console.print("");
  }

  private void kind(FindingKind kind, List<Finding> findings) {
    console.print("");
    String title = console.coloured(Console.Colour.BROKEN, kind.title());
    console.print("  " + title + " (" + findings.size() + "): " + kind.meaning());
    findings.stream().limit(SHOWN_OF_A_KIND).forEach(this::place);
    int more = findings.size() - SHOWN_OF_A_KIND;
    if (more > 0) {
      console.print("    and " + Quantity.number(more) + " more; --json lists them");
    }
  }

  private void place(Finding finding) {
    String place =
        finding.offset().isPresent() ? "at byte " + finding.offset().getAsLong() + ": " : "";
    String text = place + "expected " + finding.expected() + ", found " + finding.found();
    console.print("    " + Printable.of(text));
  }
}
