package io.detsguard.bootstrap.cli;

import io.detsguard.application.port.in.CheckFilesUseCase;
import io.detsguard.domain.check.CheckReport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code inspect FILE…}: what table files say of themselves. */
final class InspectCommand implements Callable<Integer> {
  private final CommandContext context;
  private final CommandSpec command = CommandSpec.wrapWithoutInspection(this);
  private final CommonOptions options = new CommonOptions();
  private final List<String> files = new ArrayList<>();

  InspectCommand(CommandContext context) {
    this.context = context;
  }

  /** What it takes on the command line. */
  CommandSpec spec() {
    return new CommandSyntax(
            command, "inspect", "Show header, figures and verdict of table files at a glance.")
        .with(options)
        .someArguments("FILE", files, "Any DETS file.")
        .spec();
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
