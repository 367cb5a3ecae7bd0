package io.detsguard.storage.distribution;

import io.detsguard.domain.term.Atom;
import io.detsguard.domain.term.Term;
import java.util.List;

/** A call as module, function and arguments: what each of {@link NodeCall} becomes. */
record CallForm(Atom module, Atom function, List<Term> arguments) {
  /** The form of a call; there is no other way to one. */
  static CallForm of(NodeCall call) {
    return switch (call) {
      case NodeCall.OwnName() -> form("erlang", "node");
      case NodeCall.OtpRelease() -> form("erlang", "system_info", Term.atom("otp_release"));
      case NodeCall.WorkingDirectory() -> form("file", "get_cwd");
      case NodeCall.AllTables() -> form("dets", "all");
      case NodeCall.TableSummary(Term table) -> form("dets", "info", table);
      case NodeCall.TableInfo(Term table, TableItem item) ->
          form("dets", "info", table, Term.atom(item.erlangName()));
      case NodeCall.SyncTable(Term table) -> form("dets", "sync", table);
      case NodeCall.SuspendProcess(var process) -> form("sys", "suspend", process);
      case NodeCall.ResumeProcess(var process) -> form("sys", "resume", process);
      case NodeCall.ResumeLater(var process, var delay) ->
          form(
              "timer",
              "apply_after",
              Term.integer(delay.toMillis()),
              Term.atom("sys"),
              Term.atom("resume"),
              Term.list(process));
      case NodeCall.CancelTimer(ArmedTimer timer) -> form("timer", "cancel", timer.reference());
      case NodeCall.ProcessInfo asked ->
          form("erlang", "process_info", asked.process(), items(asked));
      case NodeCall.IsAlive(var process) -> form("erlang", "is_process_alive", process);
      case NodeCall.TableState(var process) -> form("sys", "get_state", process);
      case NodeCall.TerminateChild(var supervisor, var child) ->
          form("supervisor", "terminate_child", supervisor, child);
      case NodeCall.RestartChild(var supervisor, var child) ->
          form("supervisor", "restart_child", supervisor, child);
      case NodeCall.ConfiguredCall(var module, var function, var arguments) ->
          new CallForm(module, function, arguments);
    };
  }

  private static Term items(NodeCall.ProcessInfo asked) {
    return Term.list(asked.ordered().stream().map(item -> Term.atom(item.erlangName())).toList());
  }

  private static CallForm form(String module, String function, Term... arguments) {
    return new CallForm(Term.atom(module), Term.atom(function), List.of(arguments));
  }

  /** For messages: the function and how many arguments it gets, never their values. */
  @Override
  public String toString() {
    return module.name() + ":" + function.name() + "/" + arguments.size();
  }
}
