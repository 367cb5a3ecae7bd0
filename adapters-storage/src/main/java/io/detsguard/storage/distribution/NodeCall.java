package io.detsguard.storage.distribution;

import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.Pid;
import io.detsguard.domain.term.Term;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Everything that this program can ask a node to do. A cookie would allow to run any function;
 * whoever attaches this service has this list to rely on. {@link CallForm} says what each becomes.
 *
 * <p>Not in it, and never to be: reading a table's records through its process ({@code bchunk},
 * {@code select}, {@code match}). Without the table fixed such a traversal can run into the end of
 * the file while the owner's updates move things, and dets then declares the owner's table corrupt.
 *
 * <p>A table is named by any term; a process by its pid.
 */
public sealed interface NodeCall {
  /** {@code erlang:node()}: the node's name. */
  record OwnName() implements NodeCall {}

  /** {@code erlang:system_info(otp_release)}: a string, such as 27. */
  record OtpRelease() implements NodeCall {}

  /** {@code file:get_cwd()}: where relative file names of the node start. */
  record WorkingDirectory() implements NodeCall {}

  /** {@code dets:all()}: the names of all open tables. */
  record AllTables() implements NodeCall {}

  /** {@code dets:info(Table)}. Writes the table's cache to its file first. */
  record TableSummary(Term table) implements NodeCall {}

  /** {@code dets:info(Table, Item)}. */
  record TableInfo(Term table, TableItem item) implements NodeCall {}

  /** {@code dets:sync(Table)}: what is not on file is written, and the file marked as closed. */
  record SyncTable(Term table) implements NodeCall {}

  /** {@code sys:suspend(Process)}: from then on it answers nothing but system messages. */
  record SuspendProcess(Pid process) implements NodeCall {}

  /** {@code sys:resume(Process)}; harmless when it is not suspended. */
  record ResumeProcess(Pid process) implements NodeCall {}

  /**
   * {@code timer:apply_after(Delay, sys, resume, [Process])}: the node resumes it by itself.
   *
   * @param delay in whole milliseconds
   */
  record ResumeLater(Pid process, Duration delay) implements NodeCall {}

  /** {@code timer:cancel(Timer)}. */
  record CancelTimer(ArmedTimer timer) implements NodeCall {}

  /** {@code erlang:process_info(Process, Items)}: works while the process is busy. */
  record ProcessInfo(Pid process, Set<ProcessItem> items) implements NodeCall {
    public ProcessInfo {
      items = Set.copyOf(items);
      if (items.isEmpty()) {
        throw new IllegalArgumentException("nothing is asked of the process");
      }
    }

    /** In the order in which they are declared. */
    List<ProcessItem> ordered() {
      return List.copyOf(EnumSet.copyOf(items));
    }
  }

  /** {@code erlang:is_process_alive(Process)}. */
  record IsAlive(Pid process) implements NodeCall {}

  /**
   * {@code sys:get_state(Process)} of a table process, for the mode it says its table is in. The
   * answer holds the table's free lists and cache: ask only a process that occupies little memory.
   */
  record TableState(Pid process) implements NodeCall {}

  /** {@code supervisor:terminate_child(Supervisor, Child)}. */
  record TerminateChild(Atom supervisor, Term child) implements NodeCall {}

  /** {@code supervisor:restart_child(Supervisor, Child)}. */
  record RestartChild(Atom supervisor, Term child) implements NodeCall {}

  /**
   * A function of the operator's application, named in the configuration and nowhere else.
   *
   * @param arguments constants of the configuration
   */
  record ConfiguredCall(Atom module, Atom function, List<Term> arguments) implements NodeCall {
    /** Modules whose functions are in this list, or must never be called. */
    private static final Set<String> NOT_AN_APPLICATION =
        Set.of("dets", "dets_server", "dets_utils", "dets_v9", "dets_sup", "erlang", "os", "rpc");

    /**
     * @throws IllegalArgumentException when the module is not one of an application
     */
    public ConfiguredCall {
      arguments = List.copyOf(arguments);
      if (NOT_AN_APPLICATION.contains(module.name())) {
        throw new IllegalArgumentException(
            "a configured call must name a function of the application, not of the module "
                + module.name());
      }
    }
  }
}
