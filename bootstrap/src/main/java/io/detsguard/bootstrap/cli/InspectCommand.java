package io.detsguard.bootstrap.cli;

import io.detsguard.application.port.in.CheckFilesUseCase;
import io.detsguard.domain.check.CheckReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code inspect FILE…}: what table files say of themselves. */
@Command(
    name = "inspect",
    description = "Show header, figures and verdict of table files at a glance.")
final class InspectCommand implements Callable<Integer> {
  private final CommandContext context;

  @Mixin private CommonOptions options;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Any DETS file.")
  private List<String> files = new ArrayList<>();

  InspectCommand(CommandContext context) {
    this.context = context;
  }

  @Override
  public Integer call() throws Exception {
    CheckFilesUseCase checks = context.useCases(options).checkFiles();
    int worst = ExitCode.WELL;
    for (String file : files) {
      NamedFile named = new NamedFile(file);
      CheckReport report = named.location().map(checks::inspect).orElseGet(named::unusable);
      print(named, report);
      worst = Math.max(worst, ExitCode.of(report.verdict()));
    }
    return worst;
  }

  private void print(NamedFile file, CheckReport report) {
    if (options.json()) {
      context.console().print(CheckJson.inspection(file.name(), file.bytes(), report));
    } else {
      new CheckText(context.console()).print(file.name(), file.name(), report, false);
    }
  }
}
