package io.detsguard.storage.node;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.distribution.NodeConnection;
import io.detsguard.storage.distribution.peer.NodeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the node that has a file open. Safe for use by many threads. */
final class TableOwners {
  private final List<AttachedNode> nodes;

  /**
   * @param patience how long a node may take to answer
   */
  TableOwners(List<NodeConnection> connections, Duration patience) {
    this.nodes =
        connections.stream().map(connection -> new AttachedNode(connection, patience)).toList();
  }

  /** What became of the search. */
  sealed interface Search {
    /** One node has it open, under that name. */
    record Found(AttachedNode node, Term table) implements Search {}

    /**
     * There is not one node that has it open.
     *
     * @param why a sentence
     */
    record NotFound(String why) implements Search {}
  }

  /** Asks all nodes in turn; those that cannot be asked are part of the reason. */
  Search ownerOf(LiveTable table) throws InterruptedException {
    Optional<Path> file = TableFile.real(Path.of(table.location().value()));
    if (file.isEmpty()) {
      return new Search.NotFound("Its file is not there.");
    }
    List<Search.Found> found = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    for (AttachedNode node : nodes) {
      try {
        tablesOf(node, file.get()).forEach(name -> found.add(new Search.Found(node, name)));
      } catch (NodeException e) {
        reasons.add(node.name() + ": " + e.getMessage());
      }
    }
    return switch (found.size()) {
      case 0 -> new Search.NotFound(notFound(reasons));
      case 1 -> found.getFirst();
      default -> new Search.NotFound("It is open more than once: " + names(found) + ".");
    };
  }

  /** The tables of a node whose file this is: one, unless something is badly wrong. */
  private static List<Term> tablesOf(AttachedNode node, Path file)
      throws NodeException, InterruptedException {
    List<Term> names = new ArrayList<>();
    for (Map.Entry<Term, Path> entry : node.files(node.tables()).entrySet()) {
      if (TableFile.real(entry.getValue()).equals(Optional.of(file))) {
        names.add(entry.getKey());
      }
    }
    return names;
  }

  private static String notFound(List<String> reasons) {
    return reasons.isEmpty()
        ? "No attached node has it open."
        : "No attached node is known to have it open (" + String.join("; ", reasons) + ").";
  }

  private static String names(List<Search.Found> found) {
    return String.join(", ", found.stream().map(owner -> owner.node().name().value()).toList());
  }
}
