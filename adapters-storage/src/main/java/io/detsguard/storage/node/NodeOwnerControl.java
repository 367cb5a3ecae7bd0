package io.detsguard.storage.node;

import io.detsguard.application.port.out.OwnerControl;
import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.term.Term;
import io.detsguard.domain.term.TermSyntaxException;
import io.detsguard.storage.distribution.NodeCall;
import io.detsguard.storage.distribution.NodeConnection;
import io.detsguard.storage.distribution.TableItem;
import io.detsguard.storage.distribution.peer.NodeException;
import io.detsguard.storage.term.text.TermParser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Has owners close and open their tables: through the node, by supervisors or functions of the
 * application, or by commands. In a node a step has succeeded when it is seen there that the file
 * is not open any more, or open again. Safe for use by many threads.
 */
public final class NodeOwnerControl implements OwnerControl {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  /** Who said no is hardly about to do it all the same. */
  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(1);

  private final List<AttachedNode> nodes;
  private final Duration patience;

  /**
   * @param connections one for each node; closed by who made them
   * @param patience how long a step may take
   */
  public NodeOwnerControl(List<NodeConnection> connections, Duration patience) {
    this.nodes =
        connections.stream().map(connection -> new AttachedNode(connection, patience)).toList();
    this.patience = patience;
  }

  @Override
  public Step release(OwnerHandle owner, TableLocation file) throws InterruptedException {
    return switch (owner) {
      case OwnerHandle.Supervised(NodeName node, String supervisor, String child) ->
          step(
              node,
              new NodeCall.TerminateChild(Term.atom(supervisor), term(child)),
              new Wanted(path(file), false));
      case OwnerHandle.Functions functions ->
          step(functions.node(), call(functions.release()), new Wanted(path(file), false));
      case OwnerHandle.Commands commands -> command(commands.release());
    };
  }

  @Override
  public Step reopen(OwnerHandle owner, TableLocation file) throws InterruptedException {
    return switch (owner) {
      case OwnerHandle.Supervised(NodeName node, String supervisor, String child) ->
          step(
              node,
              new NodeCall.RestartChild(Term.atom(supervisor), term(child)),
              new Wanted(path(file), true));
      case OwnerHandle.Functions functions ->
          step(functions.node(), call(functions.reopen()), new Wanted(path(file), true));
      case OwnerHandle.Commands commands -> command(commands.reopen());
    };
  }

  @Override
  public Count count(OwnerHandle owner, TableLocation file) throws InterruptedException {
    return switch (owner) {
      case OwnerHandle.Supervised supervised -> count(supervised.node(), path(file));
      case OwnerHandle.Functions functions -> count(functions.node(), path(file));
      case OwnerHandle.Commands _ -> new Count.NotAsked();
    };
  }

  private Step command(List<String> words) throws InterruptedException {
    return new OperatorProgram(words, patience)
        .run()
        .<Step>map(Step.Failed::new)
        .orElseGet(Step.Done::new);
  }

  private static Path path(TableLocation file) {
    return Path.of(file.value()).toAbsolutePath().normalize();
  }

  /** Whoever configures this has it parsed once before. */
  private static Term term(String text) {
    try {
      return TermParser.parse(text);
    } catch (TermSyntaxException e) {
      throw new IllegalArgumentException("not a term: " + text, e);
    }
  }

  private static NodeCall call(OwnerHandle.Call call) {
    return new NodeCall.ConfiguredCall(
        Term.atom(call.module()),
        Term.atom(call.function()),
        call.arguments().stream().map(NodeOwnerControl::term).toList());
  }

  /** What a step is to lead to. */
  private record Wanted(Path file, boolean open) {}

  private Step step(NodeName name, NodeCall call, Wanted wanted) throws InterruptedException {
    Optional<AttachedNode> node = node(name);
    if (node.isEmpty()) {
      return new Step.Failed(notConfigured(name));
    }
    try {
      Optional<String> refusal = refusal(node.get().ask(call));
      // A child that runs already cannot be restarted, and need not be.
      if (becomes(node.get(), wanted, refusal.isEmpty() ? patience : AFTER_REFUSAL)) {
        return new Step.Done();
      }
      String now =
          wanted.open()
              ? "its node does not have the table open"
              : "its node has the table still open, or does not say which files it has open";
      return new Step.Failed(
          now + refusal.map(said -> "; the call was answered with " + said).orElse(""));
    } catch (NodeException e) {
      return new Step.Failed(name + ": " + e.getMessage());
    }
  }

  private Optional<AttachedNode> node(NodeName name) {
    return nodes.stream().filter(node -> node.name().equals(name)).findFirst();
  }

  private static String notConfigured(NodeName name) {
    return name + " is not among the configured nodes";
  }

  /** Whatever is neither {@code ok} nor a tuple that begins with it. */
  private static Optional<String> refusal(Answer answer) {
    boolean well = answer.atom().filter("ok"::equals).isPresent() || answer.beginsWithOk();
    return well ? Optional.empty() : Optional.of(ShownTerm.of(answer.term()));
  }

  /** An owner may close and open its table some time after it was told to. */
  private static boolean becomes(AttachedNode node, Wanted wanted, Duration wait)
      throws NodeException, InterruptedException {
    long deadline = System.nanoTime() + wait.toNanos();
    while (true) {
      FileUse use = FileUse.of(node, wanted.file());
      if (wanted.open() ? use.isOpen() : use.isSurelyClosed()) {
        return true;
      }
      if (System.nanoTime() - deadline >= 0) {
        return false;
      }
      Thread.sleep(BETWEEN_LOOKS);
    }
  }

  private Count count(NodeName name, Path file) throws InterruptedException {
    Optional<AttachedNode> node = node(name);
    if (node.isEmpty()) {
      return new Count.Failed(notConfigured(name));
    }
    try {
      List<Term> tables = FileUse.of(node.get(), file).tables();
      if (tables.isEmpty()) {
        return new Count.Failed("its node does not have the table open");
      }
      Answer size = node.get().ask(new NodeCall.TableInfo(tables.getFirst(), TableItem.SIZE));
      OptionalLong records = size.count();
      return records.isPresent()
          ? new Count.Counted(records.getAsLong())
          : new Count.Failed("its process answered with " + ShownTerm.of(size.term()));
    } catch (NodeException e) {
      return new Count.Failed(name + ": " + e.getMessage());
    }
  }
}
