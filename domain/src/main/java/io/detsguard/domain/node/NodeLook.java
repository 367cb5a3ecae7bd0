package io.detsguard.domain.node;

import io.detsguard.domain.table.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * One look at all configured nodes, held against the catalogue.
 *
 * @param reports one for each node, in the order of the configuration
 * @param owners who has a table of the catalogue open; no entry for one that none has
 * @param unprotected tables that are open in a node and in no catalogue, in the order of the
 *     reports
 */
public record NodeLook(
    List<NodeReport> reports, Map<TableName, List<OpenTable>> owners, List<OpenTable> unprotected) {
  /** No node was asked. */
  public static final NodeLook NONE = new NodeLook(List.of(), Map.of(), List.of());

  public NodeLook {
    reports = List.copyOf(reports);
    owners = Map.copyOf(owners);
    unprotected = List.copyOf(unprotected);
  }

  /** Who has that table open. */
  public Ownership ownership(TableName table) {
    return ownerships().apply(table);
  }

  /** The same for many tables: what is known of those that no node has open is found out once. */
  public Function<TableName, Ownership> ownerships() {
    Ownership others = ofOthers();
    return table -> {
      List<OpenTable> openings = owners.get(table);
      return openings == null ? others : new Ownership.Open(openings);
    };
  }

  private Ownership ofOthers() {
    return reports.stream()
        .map(NodeReport::at)
        .min(Instant::compareTo)
        .filter(first -> reports.stream().allMatch(NodeReport::saysAll))
        .<Ownership>map(Ownership.Nobody::new)
        .orElse(Ownership.UNKNOWN);
  }
}
