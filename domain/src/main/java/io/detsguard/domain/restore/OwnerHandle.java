package io.detsguard.domain.restore;

import io.detsguard.domain.node.NodeName;
import java.util.List;

/**
 * How the owner of a table is made to close it, and to open it again. Comes from the configuration
 * and from nowhere else.
 */
public sealed interface OwnerHandle {
  /** What is done to have the table closed, as a clause. */
  String releaseInWords();

  /** What is done to have it opened again, as a clause. */
  String reopenInWords();

  /**
   * The owner is the child of a supervisor: it is terminated, and restarted.
   *
   * @param node where both are
   * @param supervisor its registered name, without quotes
   * @param child its id in the supervisor, as Erlang text: any term
   */
  record Supervised(NodeName node, String supervisor, String child) implements OwnerHandle {
    @Override
    public String releaseInWords() {
      return "the supervisor %s of %s terminates its child %s".formatted(supervisor, node, child);
    }

    @Override
    public String reopenInWords() {
      return "the supervisor %s of %s restarts its child %s".formatted(supervisor, node, child);
    }
  }

  /**
   * The application has functions for that.
   *
   * @param node where they are called
   */
  record Functions(NodeName node, Call release, Call reopen) implements OwnerHandle {
    @Override
    public String releaseInWords() {
      return "%s calls %s".formatted(node, release);
    }

    @Override
    public String reopenInWords() {
      return "%s calls %s".formatted(node, reopen);
    }
  }

  /**
   * Two programs do it. Each has succeeded when it ends with 0.
   *
   * @param release program and arguments
   * @param reopen the same
   */
  record Commands(List<String> release, List<String> reopen) implements OwnerHandle {
    public Commands {
      release = List.copyOf(release);
      reopen = List.copyOf(reopen);
      if (release.isEmpty() || reopen.isEmpty()) {
        throw new IllegalArgumentException("a command has at least the name of a program");
      }
    }

    @Override
    public String releaseInWords() {
      return "a configured command is run that has it closed";
    }

    @Override
    public String reopenInWords() {
      return "a configured command is run that has it opened";
    }
  }

  /**
   * A function of the application. It has succeeded when it gives {@code ok} or a tuple that begins
   * with it.
   *
   * @param module its name, without quotes
   * @param function the same
   * @param arguments as Erlang text
   */
  record Call(String module, String function, List<String> arguments) {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public String toString() {
      return module + ":" + function + "(" + String.join(", ", arguments) + ")";
    }
  }
}
