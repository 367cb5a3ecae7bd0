package io.detsguard.http.metrics;

import io.detsguard.http.health.NodeView;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** The figures of Erlang nodes in one scrape. */
final class NodeFigures {
  private NodeFigures() {}

  /** The figures of each of these nodes; what is not known has no value. */
  static List<MetricSnapshot> of(List<NodeView> nodes) {
    GaugeFamily up =
        new GaugeFamily("detsguard_node_up", "1 when the node answered at the last look.");
    GaugeFamily open =
        new GaugeFamily("detsguard_node_open_tables", "Tables that the node has open.");
    GaugeFamily silent =
        new GaugeFamily(
            "detsguard_node_silent_tables", "Open tables whose processes did not answer.");
    GaugeFamily unprotected =
        new GaugeFamily(
            "detsguard_node_unprotected_tables", "Open tables that are in no catalogue.");
    for (NodeView node : nodes) {
      String name = node.node();
      up.add(node.openTables().isPresent(), "node", name);
      node.openTables()
          .ifPresent(
              tables -> {
                open.add(tables, "node", name);
                silent.add(node.silentTables().size(), "node", name);
                unprotected.add(node.unprotectedTables().size(), "node", name);
              });
    }
    return List.of(up.snapshot(), open.snapshot(), silent.snapshot(), unprotected.snapshot());
  }
}
