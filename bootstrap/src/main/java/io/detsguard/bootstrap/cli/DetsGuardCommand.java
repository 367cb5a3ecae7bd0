package io.detsguard.bootstrap.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code detsguard} itself, which only leads to its subcommands. */
@Command(
    name = "detsguard",
    description = "Proven backups and true storage health for DETS tables.",
    synopsisSubcommandLabel = "COMMAND",
    versionProvider = ProgramVersion.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done, and all is well",
      "1:done, but something is damaged, partial or stale",
      "2:the command line or a setting is wrong",
      "3:refused: not a table, table open, lock held, no such snapshot",
      "4:failed: I/O, no space, or a defect of the program",
      "130:interrupted"
    })
final class DetsGuardCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  private boolean version;

  @Override
  public Integer call() {
    CommandLine self = spec.commandLine();
    self.usage(self.getErr());
    return ExitCode.USAGE;
  }
}
