package io.detsguard.bootstrap.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** {@code detsguard} itself, which only leads to its subcommands. */
final class DetsGuardCommand implements Callable<Integer> {
  private final CommandSpec command = CommandSpec.wrapWithoutInspection(this);

  /** What it takes on the command line, without its subcommands. */
  CommandSpec spec() {
    return new CommandSyntax(
            command, "detsguard", "Proven backups and true storage health for DETS tables.")
        .exitCodes(
            "0:done, and all is well",
            "1:done, but something is damaged, partial or stale",
            "2:the command line or a setting is wrong",
            "3:refused: not a table, table open, lock held, no such snapshot",
            "4:failed: I/O, no space, or a defect of the program",
            "130:interrupted")
        .help()
        .version(new ProgramVersion())
        .spec();
  }

  @Override
  public Integer call() {
    CommandLine self = command.commandLine();
    self.usage(self.getErr());
    return ExitCode.USAGE;
  }
}
