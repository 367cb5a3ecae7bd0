package io.detsguard.storage.node;

import io.detsguard.application.port.out.OwnerNodes;
import io.detsguard.domain.node.NodeReport;
import io.detsguard.domain.node.OpenTable;
import io.detsguard.domain.node.SilentTable;
import io.detsguard.domain.term.Term;
import io.detsguard.storage.distribution.NodeConnection;
import io.detsguard.storage.distribution.peer.NodeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Looks at everything that the configured nodes have open. */
public final class AttachedNodes implements OwnerNodes {
  /** Tables asked about at a time, some seven calls each. */
  private static final int TABLES_AT_ONCE = 64;

  private final List<AttachedNode> nodes;
  private final InstantSource clock;

  /**
   * @param connections one for each node; closed by who made them
   * @param patience how long a node may take to answer
   * @param clock what time it is at this service
   */
  public AttachedNodes(List<NodeConnection> connections, Duration patience, InstantSource clock) {
    this.nodes =
        connections.stream().map(connection -> new AttachedNode(connection, patience)).toList();
    this.clock = clock;
  }

  @Override
  public List<NodeReport> look() throws InterruptedException {
    return atTheSameTime(
        nodes.stream().map(node -> (Callable<NodeReport>) () -> look(node)).toList());
  }

  private NodeReport look(AttachedNode node) throws InterruptedException {
    try {
      String release = node.release();
      TableQuestions questions = new TableQuestions(node, node.directory());
      List<OpenTable> open = new ArrayList<>();
      List<SilentTable> silent = new ArrayList<>();
      for (TableQuestions.Told told : ask(questions, node.tables())) {
        told.open().ifPresent(open::add);
        told.silent().ifPresent(silent::add);
      }
      open.sort(Comparator.comparing(OpenTable::name));
      silent.sort(Comparator.comparing(SilentTable::name));
      return new NodeReport.Attached(node.name(), clock.instant(), release, open, silent);
    } catch (NodeException e) {
      return new NodeReport.Unreachable(node.name(), clock.instant(), e.getMessage());
    }
  }

  private static List<TableQuestions.Told> ask(TableQuestions questions, List<Term> tables)
      throws NodeException, InterruptedException {
    List<TableQuestions.Told> told = new ArrayList<>();
    for (int from = 0; from < tables.size(); from += TABLES_AT_ONCE) {
      List<Term> some = tables.subList(from, Math.min(tables.size(), from + TABLES_AT_ONCE));
      List<Callable<Asked>> asked = new ArrayList<>();
      some.forEach(table -> asked.add(() -> Asked.of(questions, table)));
      for (Asked outcome : atTheSameTime(asked)) {
        told.add(outcome.told());
      }
    }
    return told;
  }

  /** What asking about one table came to, for the thread that waits for all. */
  private record Asked(TableQuestions.Told answered, Optional<NodeException> failure) {
    static Asked of(TableQuestions questions, Term table) throws InterruptedException {
      try {
        return new Asked(questions.ask(table), Optional.empty());
      } catch (NodeException e) {
        return new Asked(TableQuestions.Told.GONE, Optional.of(e));
      }
    }

    TableQuestions.Told told() throws NodeException {
      if (failure.isPresent()) {
        throw failure.get();
      }
      return answered;
    }
  }

  /** The results of all of them, in order. */
  private static <T> List<T> atTheSameTime(List<Callable<T>> tasks) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<T> results = new ArrayList<>();
      for (Future<T> done : threads.invokeAll(tasks)) {
        results.add(done.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a look at a node failed", e.getCause());
    }
  }
}
