package io.detsguard.bootstrap.cli;

import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.TableHealth;
import io.detsguard.domain.node.NodeReport;
import io.detsguard.domain.node.OpenTable;
import io.detsguard.domain.node.Ownership;
import io.detsguard.domain.node.TableAccess;

/** What Erlang nodes know, for people. Nothing at all when no node is configured. */
record OwnersText(Console console) {
  void print(HealthReport report) {
    if (report.look().reports().isEmpty()) {
      return;
    }
    report.look().reports().forEach(this::node);
    TextTable rows = new TextTable("TABLE", "OPEN IN", "PROCESS", " QUEUE", " MEMORY", "STATE");
    report.tables().forEach(table -> rows(rows, table));
    rows.lines().forEach(console::print);
    report
        .nodeConditions()
        .forEach(
            condition ->
                console.print(
                    condition.node()
                        + ": "
                        + Printable.of(condition.message())
                        + " "
                        + Printable.of(condition.cure())));
  }

  private void node(NodeReport report) {
    console.print(
        switch (report) {
          case NodeReport.Attached attached ->
              "Node "
                  + attached.node()
                  + ": attached, OTP "
                  + Printable.of(attached.release())
                  + ", tables open: "
                  + (attached.tables().size() + attached.silent().size());
          case NodeReport.Unreachable gone -> "Node " + gone.node() + ": unreachable";
        });
  }

  private static void rows(TextTable rows, TableHealth table) {
    String name = table.table().value();
    switch (table.facts().ownership()) {
      case Ownership.Open open -> open.tables().forEach(opening -> row(rows, name, opening));
      case Ownership.Nobody _ -> rows.row(name, "nowhere", "", "", "", "");
      case Ownership.Unknown _ -> rows.row(name, "not known", "", "", "", "");
    }
  }

  private static void row(TextTable rows, String table, OpenTable opening) {
    rows.row(
        table,
        opening.node().value(),
        Printable.of(opening.process().pid()),
        Long.toString(opening.process().queueLength()),
        Quantity.bytes(opening.process().memoryBytes()),
        state(opening));
  }

  private static String state(OpenTable opening) {
    return opening.mode().wireName()
        + (opening.options().access() == TableAccess.READ ? ", read only" : "")
        + (opening.options().ramFile() ? ", in memory" : "")
        + (opening.fixed().isPresent() ? ", fixed" : "");
  }
}
