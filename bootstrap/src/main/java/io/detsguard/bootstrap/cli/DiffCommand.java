package io.detsguard.bootstrap.cli;

import io.detsguard.application.port.in.CompareTablesUseCase;
import io.detsguard.application.port.in.CompareTablesUseCase.Comparison;
import io.detsguard.application.port.in.TableSubject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code diff A B}: what distinguishes the records of two tables. */
final class DiffCommand implements Callable<Integer> {
  private final CommandContext context;
  private final CommandSpec command = CommandSpec.wrapWithoutInspection(this);
  private final CommonOptions options = new CommonOptions();
  private final KeyOptions keys = new KeyOptions();
  private boolean unclosed;
  private TableSubject before;
  private TableSubject after;

  DiffCommand(CommandContext context) {
    this.context = context;
  }

  /** What it takes on the command line. */
  CommandSpec spec() {
    return new CommandSyntax(
            command,
            "diff",
            "Compare two tables record by record: keys that were added, removed and changed.",
            "Ends with 0 when they hold the same records, with 1 when they do not.")
        .with(options)
        .with(keys)
        .flag(
            "--unclosed",
            given -> unclosed = given,
            "Take a table that was not properly closed for what can be read in it.")
        .argument(
            "A",
            TableSubject.class,
            NamedTable::subject,
            given -> before = given,
            "The first table: a DETS file or a snapshot.")
        .argument(
            "B",
            TableSubject.class,
            NamedTable::subject,
            given -> after = given,
            "The second one, seen as what became of the first.")
        .spec();
  }

  @Override
  public Integer call() throws Exception {
    CompareTablesUseCase tables = context.useCases(options).compareTables();
    CompareTablesUseCase.Request request =
        new CompareTablesUseCase.Request(before, after, keys.most(command), unclosed);
    Comparison comparison;
    try (ProgressDisplay progress = progress()) {
      comparison = tables.compare(request, progress);
    }
    if (options.json()) {
      context.console().print(DiffReport.json(request, comparison));
    } else {
      new DiffReport(context.console()).print(request, comparison);
    }
    return comparison.isSame() ? ExitCode.WELL : ExitCode.NOT_WELL;
  }

  private ProgressDisplay progress() {
    return context.progress("diff", !options.json());
  }
}
