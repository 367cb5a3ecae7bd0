package io.detsguard.application.service;

import io.detsguard.application.port.in.LookAtNodesUseCase;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.OwnerNodes;
import io.detsguard.domain.node.NodeLook;
import io.detsguard.domain.node.NodeReport;
import io.detsguard.domain.node.OpenTable;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks at the nodes and holds what they have open against the catalogue: a table and an opening
 * belong together when they are the same file.
 */
public final class LookAtNodesService implements LookAtNodesUseCase {
  private final OwnerNodes nodes;
  private final LiveTables liveTables;
  private final NodeMemory memory;
  private final Optional<FoundTables> finder;

  /**
   * @param memory where the look is kept
   */
  public LookAtNodesService(OwnerNodes nodes, LiveTables liveTables, NodeMemory memory) {
    this(nodes, liveTables, Optional.empty(), memory);
  }

  /** One that takes tables into the catalogue which are open in a node and not listed. */
  public LookAtNodesService(OwnerNodes nodes, FoundTables finder, NodeMemory memory) {
    this(nodes, finder, Optional.of(finder), memory);
  }

  private LookAtNodesService(
      OwnerNodes nodes, LiveTables liveTables, Optional<FoundTables> finder, NodeMemory memory) {
    this.nodes = nodes;
    this.liveTables = liveTables;
    this.finder = finder;
    this.memory = memory;
  }

  @Override
  public synchronized NodeLook look() throws IOException, InterruptedException {
    List<NodeReport> reports = nodes.look();
    NodeLook look = match(reports, reports.isEmpty() ? Map.of() : protectedFiles());
    if (finder.isPresent() && !reports.isEmpty()) {
      finder.get().update(look);
      look = match(reports, protectedFiles());
    }
    memory.remember(look);
    return look;
  }

  /** A file may be listed under several names. */
  private Map<TableLocation, List<TableName>> protectedFiles() throws IOException {
    Map<TableLocation, List<TableName>> names = new HashMap<>();
    for (LiveTable table : liveTables.list()) {
      names.computeIfAbsent(liveTables.file(table), file -> new ArrayList<>()).add(table.name());
    }
    return names;
  }

  private static NodeLook match(
      List<NodeReport> reports, Map<TableLocation, List<TableName>> files) {
    Map<TableName, List<OpenTable>> owners = new HashMap<>();
    List<OpenTable> unprotected = new ArrayList<>();
    for (OpenTable opening : openings(reports)) {
      List<TableName> names = files.getOrDefault(opening.file(), List.of());
      names.forEach(name -> owners.computeIfAbsent(name, table -> new ArrayList<>()).add(opening));
      if (names.isEmpty()) {
        unprotected.add(opening);
      }
    }
    owners.replaceAll((table, openings) -> List.copyOf(openings));
    return new NodeLook(reports, owners, unprotected);
  }

  private static List<OpenTable> openings(List<NodeReport> reports) {
    return reports.stream()
        .flatMap(
            report ->
                switch (report) {
                  case NodeReport.Attached attached -> attached.tables().stream();
                  case NodeReport.Unreachable _ -> Stream.<OpenTable>empty();
                })
        .toList();
  }
}
