package io.detsguard.domain.health;

import io.detsguard.domain.health.NodeCondition.Kind;
import io.detsguard.domain.node.NodeLook;
import io.detsguard.domain.node.NodeReport;
import io.detsguard.domain.node.OpenTable;
import io.detsguard.domain.node.SilentTable;
import java.util.ArrayList;
import java.util.List;

/** Judges nodes, and what they have open beside the catalogue. */
final class NodeRules {
  /** Of more tables only these many are named. */
  private static final int NAMED = 5;

  private NodeRules() {}

  /** What is wrong, node by node. */
  static List<NodeCondition> conditions(NodeLook look) {
    List<NodeCondition> conditions = new ArrayList<>();
    for (NodeReport report : look.reports()) {
      switch (report) {
        case NodeReport.Unreachable unreachable -> conditions.add(unreachable(unreachable));
        case NodeReport.Attached attached -> {
          addUnprotected(conditions, attached, look);
          addSilent(conditions, attached);
        }
      }
    }
    return conditions;
  }

  private static NodeCondition unreachable(NodeReport.Unreachable report) {
    return new NodeCondition(
        report.node(),
        Kind.NODE_UNREACHABLE,
        "The node cannot be asked about its tables: " + report.reason() + ".",
        "Start the node, correct its name or the cookie file, or take it out of the configuration;"
            + " its tables are backed up without it as far as that goes.");
  }

  private static void addUnprotected(
      List<NodeCondition> conditions, NodeReport.Attached report, NodeLook look) {
    List<String> names =
        look.unprotected().stream()
            .filter(table -> table.node().equals(report.node()))
            .map(OpenTable::name)
            .toList();
    if (!names.isEmpty()) {
      conditions.add(
          new NodeCondition(
              report.node(),
              Kind.UNPROTECTED_TABLES,
              count(names, "table is open there that nobody", "tables are open there that nobody")
                  + " protects: "
                  + some(names)
                  + ".",
              "Add each to the catalogue with the file that dets:info(Table, filename) gives, or"
                  + " set nodes.discover to true to protect all that the node has open."));
    }
  }

  private static void addSilent(List<NodeCondition> conditions, NodeReport.Attached report) {
    List<String> names =
        report.silent().stream().map(table -> table.name() + " (" + load(table) + ")").toList();
    if (!names.isEmpty()) {
      conditions.add(
          new NodeCondition(
              report.node(),
              Kind.SILENT_TABLES,
              count(names, "table is", "tables are")
                  + " open there and did not say which file: "
                  + some(names)
                  + ".",
              "It clears when the process of the table answers again; look at what keeps it busy,"
                  + " such as a traversal or a mass deletion."));
    }
  }

  private static String load(SilentTable table) {
    return table.process().queueLength() + " waiting calls; " + table.reason();
  }

  private static String count(List<String> names, String one, String more) {
    return names.size() + " " + (names.size() == 1 ? one : more);
  }

  private static String some(List<String> names) {
    String named = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
    return names.size() > NAMED ? named + " and " + (names.size() - NAMED) + " more" : named;
  }
}
