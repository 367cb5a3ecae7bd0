package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.domain.backup.RetentionDecision;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code prune [TABLE…]}: removes what retention does not keep. */
final class PruneCommand implements Callable<Integer> {
  private final CommandContext context;
  private final CommandSpec command = CommandSpec.wrapWithoutInspection(this);
  private final CommonOptions options = new CommonOptions();
  private final List<String> tables = new ArrayList<>();
  private boolean dryRun;

  PruneCommand(CommandContext context) {
    this.context = context;
  }

  /** What it takes on the command line. */
  CommandSpec spec() {
    return new CommandSyntax(
            command,
            "prune",
            "Remove the snapshots that retention does not keep.",
            "The last proven snapshot of a table always stays.")
        .with(options)
        .flag(
            "--dry-run", given -> dryRun = given, "Say what would be removed, and remove nothing.")
        .arguments("TABLE", tables, "Only snapshots of these tables.")
        .spec();
  }

  @Override
  public Integer call() throws Exception {
    List<RetentionDecision> decisions =
        context
            .useCases(options)
            .pruneSnapshots()
            .prune(TableArguments.of(command, tables), dryRun);
    if (options.json()) {
      decisions.forEach(decision -> context.console().print(json(decision)));
    } else {
      print(decisions);
    }
    return ExitCode.WELL;
  }

  private void print(List<RetentionDecision> decisions) {
    String removed = dryRun ? "would remove" : "removed";
    TextTable rows = new TextTable("", "SNAPSHOT", "REASON");
    for (RetentionDecision decision : decisions) {
      rows.row(decision.keep() ? "kept" : removed, decision.id().text(), decision.reason());
    }
    rows.lines().stream().skip(1).forEach(context.console()::print);
    long gone = decisions.stream().filter(decision -> !decision.keep()).count();
    context.console().say(removed + " " + Quantity.count(gone, "snapshot"));
  }

  private ObjectNode json(RetentionDecision decision) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("snapshot", decision.id().text());
    node.put("table", decision.id().table().value());
    node.put("keep", decision.keep());
    node.put("removed", !decision.keep() && !dryRun);
    node.put("reason", decision.reason());
    return node;
  }
}
