package io.detsguard.bootstrap.cli;

import io.detsguard.application.port.in.CompareTablesUseCase;
import io.detsguard.application.port.in.CompareTablesUseCase.Comparison;
import io.detsguard.application.port.in.TableSubject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code diff A B}: what distinguishes the records of two tables. */
@Command(
    name = "diff",
    description = {
      "Compare two tables record by record: keys that were added, removed and changed.",
      "Ends with 0 when they hold the same records, with 1 when they do not."
    })
final class DiffCommand implements Callable<Integer> {

  private final CommandContext context;

  @Spec private CommandSpec command;

  @Mixin private CommonOptions options;

  @Mixin private KeyOptions keys;

  @Option(
      names = "--unclosed",
      description = "Take a table that was not properly closed for what can be read in it.")
  private boolean unclosed;

  @Parameters(
      index = "0",
      paramLabel = "A",
      converter = NamedTable.class,
      description = "The first table: a DETS file or a snapshot.")
  private TableSubject before;

  @Parameters(
      index = "1",
      paramLabel = "B",
      converter = NamedTable.class,
      description = "The second one, seen as what became of the first.")
  private TableSubject after;

  DiffCommand(CommandContext context) {
    this.context = context;
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
