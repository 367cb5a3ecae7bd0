package io.detsguard.bootstrap.cli;

import io.detsguard.application.port.in.BackUpTablesUseCase.RunTicket;
import io.detsguard.application.service.BackUpTablesService;
import io.detsguard.bootstrap.wiring.UseCaseWiring;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.http.backup.RunView;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code backup [TABLE…]}: one run now. */
final class BackupCommand implements Callable<Integer> {
  private final CommandContext context;
  private final CommandSpec command = CommandSpec.wrapWithoutInspection(this);
  private final CommonOptions options = new CommonOptions();
  private final NodeOptions nodes = new NodeOptions();
  private final List<String> tables = new ArrayList<>();

  BackupCommand(CommandContext context) {
    this.context = context;
  }

  /** What it takes on the command line. */
  CommandSpec spec() {
    return new CommandSyntax(
            command,
            "backup",
            "Make a proven snapshot of each table, now.",
            "Needs no running service; refuses while another run writes to the repository.")
        .with(options)
        .with(nodes)
        .arguments("TABLE", tables, "Only these tables (default: all).")
        .spec();
  }

  @Override
  public Integer call() throws Exception {
    UseCaseWiring useCases = context.tableUseCases(options, nodes);
    if (useCases.findsTables()) {
      useCases.lookAtNodes().look();
    }
    BackUpTablesService backups = useCases.backUpTables(event -> {});
    Thread abandon = new Thread(() -> abandon(backups), "abandon-backup");
    Runtime.getRuntime().addShutdownHook(abandon);
    try {
      BackupRun run = carryOut(backups);
      if (isGoingDown(abandon)) {
        context.console().say("interrupted: the run was abandoned and left nothing half-made");
        return ExitCode.INTERRUPTED;
      }
      print(run);
      return ExitCode.of(run);
    } finally {
      backups.shutDown(Duration.ZERO);
    }
  }

  /** Takes the hook out again, which only a virtual machine that is going down refuses. */
  private static boolean isGoingDown(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private BackupRun carryOut(BackUpTablesService backups) throws Exception {
    RunTicket ticket = backups.request(TableArguments.of(command, tables), RunTrigger.COMMAND_LINE);
    try (RunDisplay display = new RunDisplay(context, !options.json())) {
      return display.await(backups, ticket);
    }
  }

  /** On a signal: stops the run in such a way that it leaves nothing half-made. */
  private static void abandon(BackUpTablesService backups) {
    try {
      backups.shutDown(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void print(BackupRun run) throws IOException {
    if (options.json()) {
      context.console().print(new WireJson().of(RunView.from(run)));
    } else {
      new RunReport(context.console()).print(run);
    }
  }
}
