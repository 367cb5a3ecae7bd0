package io.detsguard.bootstrap.cli;

import io.detsguard.application.port.in.CompactTableUseCase;
import io.detsguard.application.port.in.CompactTableUseCase.Request;
import io.detsguard.domain.compact.CompactionOutcome;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code compact FILE|TABLE}: gives a table's free space back. */
final class CompactCommand implements Callable<Integer> {
  private final CommandContext context;
  private final CommandSpec command = CommandSpec.wrapWithoutInspection(this);
  private final CommonOptions options = new CommonOptions();
  private final NodeOptions nodes = new NodeOptions();
  private String subject = "";
  private Optional<String> target = Optional.empty();
  private boolean shrinksSlots;
  private boolean dryRun;
  private boolean assumeClosed;

  CompactCommand(CommandContext context) {
    this.context = context;
  }

  /** What it takes on the command line. */
  CommandSpec spec() {
    return new CommandSyntax(
            command,
            "compact",
            "Write a table anew without its free space, and check it to the last record.",
            "With --to the table is only read. Without, a table of the catalogue is replaced if nobody has",
            "it open, or its configured owner closes it; the old file is kept, and restore --undo TABLE",
            "puts it back.")
        .exitCodes(
            "0:compacted, or nothing to win",
            "1:compacted, but its owner cannot use it, and the old file could not be put back",
            "2:the command line or a setting is wrong",
            "3:refused: the table is open, not sound, or no table; the target exists",
            "4:failed: I/O, no space, or the owner could not use the compact table; nothing was changed, unless the message says otherwise",
            "130:interrupted")
        .with(options)
        .with(nodes)
        .argument(
            "FILE|TABLE", given -> subject = given, "A table's file, or its name in the catalogue.")
        .text("--to", "NEW", given -> target = Optional.of(given), "Where the compact table goes.")
        .flag(
            "--shrink-slots",
            given -> shrinksSlots = given,
            "Give slots back as well that the table's keys no longer need.")
        .flag("--dry-run", given -> dryRun = given, "Say what would be won, and write nothing.")
        .flag(
            "--assume-closed",
            given -> assumeClosed = given,
            "Go on although not every process could be asked whether it has it open.")
        .spec();
  }

  @Override
  public Integer call() throws Exception {
    boolean isFile = isFile();
    if (isFile && target.isEmpty() && !dryRun) {
      throw usage("a file needs --to NEW; only tables of the catalogue are replaced");
    }
    CompactTableUseCase compactions =
        isFile
            ? context.useCases(options).compactTable()
            : context.tableUseCases(options, nodes).compactTable();
    CompactionOutcome outcome = run(compactions, isFile);
    print(outcome);
    return code(outcome);
  }

  /** What exists as a file is a file; only other texts may name a table. */
  private boolean isFile() {
    return new NamedFile(subject).exists() || !TableName.isValid(subject);
  }

  private CompactionOutcome run(CompactTableUseCase compactions, boolean isFile)
      throws IOException, InterruptedException {
    try (ProgressDisplay progress = progress()) {
      if (target.isEmpty() && !isFile) {
        Request request = new Request(new TableName(subject), shrinksSlots, assumeClosed, !dryRun);
        return compactions.compact(request, progress);
      }
      TableLocation table = isFile ? location(subject) : compactions.locate(new TableName(subject));
      return compactions.compactTo(
          location(target.orElse(subject)), table, shrinksSlots, !dryRun, progress);
    }
  }

  private TableLocation location(String name) {
    return new NamedFile(name)
        .absoluteLocation()
        .orElseThrow(() -> usage("no file can be named \"" + name + "\""));
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private ProgressDisplay progress() {
    return context.progress(subject, !options.json());
  }

  private void print(CompactionOutcome outcome) {
    CompactionReport report = new CompactionReport(context.console(), subject, target);
    if (options.json()) {
      context.console().print(report.json(outcome));
    } else {
      report.print(outcome);
    }
  }

  private int code(CompactionOutcome outcome) {
    boolean inPlace = target.isEmpty() && !isFile();
    return switch (outcome) {
      case CompactionOutcome.Compacted compacted ->
          compacted.doubt().isEmpty() ? ExitCode.WELL : ExitCode.NOT_WELL;
      case CompactionOutcome.RolledBack rolledBack -> ExitCode.FAILED;
      case CompactionOutcome.NothingToWin nothing -> ExitCode.WELL;
      case CompactionOutcome.Possible possible ->
          inPlace && possible.obstacle(assumeClosed).isPresent() ? ExitCode.REFUSED : ExitCode.WELL;
      case CompactionOutcome.Refused refused -> ExitCode.REFUSED;
    };
  }
}
