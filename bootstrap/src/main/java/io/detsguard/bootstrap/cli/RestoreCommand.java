package io.detsguard.bootstrap.cli;

import io.detsguard.application.port.in.RestoreTableUseCase;
import io.detsguard.application.port.in.RestoreTableUseCase.Source;
import io.detsguard.application.port.in.UndoReplacementUseCase;
import io.detsguard.bootstrap.wiring.UseCaseWiring;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import io.detsguard.domain.restore.RestorePreview;
import io.detsguard.domain.restore.UndoOutcome;
import io.detsguard.domain.restore.UndoPlan;
import io.detsguard.domain.restore.UndoPreview;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code restore TABLE}: gets a table back from a snapshot, or puts back what was replaced. */
final class RestoreCommand implements Callable<Integer> {
  private final CommandContext context;
  private final CommandSpec command = CommandSpec.wrapWithoutInspection(this);
  private final CommonOptions options = new CommonOptions();
  private final KeyOptions keys = new KeyOptions();
  private final NodeOptions nodes = new NodeOptions();
  private String table = "";
  private Optional<String> snapshot = Optional.empty();
  private Optional<String> target = Optional.empty();
  private boolean undo;
  private boolean dryRun;
  private boolean yes;
  private boolean assumeClosed;

  RestoreCommand(CommandContext context) {
    this.context = context;
  }

  /** What it takes on the command line. */
  CommandSpec spec() {
    return new CommandSyntax(
            command,
            "restore",
            "Put a verified snapshot in place of a table that nobody has open, and keep the old file.",
            "A table whose owner is configured is closed and opened again by that owner.",
            "Shows first what would change; --undo puts the old file back.")
        .exitCodes(
            "0:restored and read back, or --dry-run and nothing stands in the way",
            "1:restored, but the check afterwards found something; the file put back is damaged",
            "2:the command line or a setting is wrong",
            "3:refused: the table is open, no intact snapshot, the target exists; nothing was changed",
            "4:failed: I/O, no space, or the owner could not use what was put there; the old file is there,",
            "  unless the message says otherwise",
            "130:interrupted")
        .with(options)
        .argument("TABLE", given -> table = given, "The table's name in the catalogue.")
        .text(
            "--snapshot",
            "ID",
            given -> snapshot = Optional.of(given),
            "Which snapshot, as list names it (default: the newest proven one).")
        .text(
            "--to",
            "PATH",
            given -> target = Optional.of(given),
            "Restore to a new file there instead; nothing is ever overwritten.")
        .flag("--undo", given -> undo = given, "Put the file back that was replaced last.")
        .flag("--dry-run", given -> dryRun = given, "Say what would change, and change nothing.")
        .flag(
            "--yes", given -> yes = given, "Do not ask; without a terminal nobody is asked anyway.")
        .with(keys)
        .with(nodes)
        .flag(
            "--assume-closed",
            given -> assumeClosed = given,
            "Go on although not every process could be asked whether it has the table open.",
            "One that is seen to have it open always stands in the way.")
        .spec();
  }

  @Override
  public Integer call() throws Exception {
    Source source = source();
    UseCaseWiring useCases = context.tableUseCases(options, nodes);
    if (undo) {
      return undo(useCases.undoReplacement(), source.table());
    }
    RestoreTableUseCase restores = useCases.restoreTable();
    return target.isPresent() ? restoreTo(restores, source) : restore(restores, source);
  }

  private Source source() {
    if (undo && (target.isPresent() || snapshot.isPresent())) {
      throw usage("--undo goes with neither --to nor --snapshot");
    }
    TableName name = TableArguments.of(command, List.of(table)).iterator().next();
    return new Source(name, snapshot.map(this::snapshotId));
  }

  private SnapshotId snapshotId(String text) {
    return NamedTable.snapshotId(text)
        .orElseThrow(() -> usage("--snapshot: expected a name that list shows, found " + text));
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private int undo(UndoReplacementUseCase undos, TableName name)
      throws IOException, InterruptedException {
    try (ProgressDisplay progress = progress()) {
      return switch (undos.preview(name, keys.most(command), progress)) {
        case UndoPreview.Refused(Refusal refusal) -> report(name, new UndoOutcome.Refused(refusal));
        case UndoPreview.Planned(UndoPlan plan) when dryRun -> show(plan);
        case UndoPreview.Planned(UndoPlan plan) ->
            report(name, undos.undo(plan, assumeClosed, progress));
      };
    }
  }

  private int show(UndoPlan plan) {
    if (options.json()) {
      context.console().print(UndoJson.of(plan));
    } else {
      new UndoText(context.console()).print(plan);
    }
    return plan.obstacle(assumeClosed).isPresent() ? ExitCode.REFUSED : ExitCode.WELL;
  }

  private int report(TableName name, UndoOutcome outcome) {
    if (options.json()) {
      context.console().print(UndoJson.of(name, outcome));
    } else {
      new UndoText(context.console()).print(name, outcome);
    }
    return switch (outcome) {
      case UndoOutcome.Undone undone ->
          undone.doubt().isEmpty() && undone.report().map(CheckReport::isSound).orElse(true)
              ? ExitCode.WELL
              : ExitCode.NOT_WELL;
      case UndoOutcome.RolledBack rolledBack -> ExitCode.FAILED;
      case UndoOutcome.Refused refused -> ExitCode.REFUSED;
    };
  }

  private int restoreTo(RestoreTableUseCase restores, Source source)
      throws IOException, InterruptedException {
    String path = target.orElseThrow();
    TableLocation location =
        new NamedFile(path)
            .absoluteLocation()
            .orElseThrow(() -> usage("--to: no file can be named \"" + path + "\""));
    RestoreOutcome outcome;
    try (ProgressDisplay progress = progress()) {
      outcome = restores.restoreTo(location, source, !dryRun, progress);
    }
    return report(source.table(), Optional.empty(), outcome);
  }

  private int restore(RestoreTableUseCase restores, Source source)
      throws IOException, InterruptedException {
    RestorePreview preview;
    try (ProgressDisplay progress = progress()) {
      preview = restores.preview(source, keys.most(command), progress);
    }
    return switch (preview) {
      case RestorePreview.Refused(Refusal refusal) ->
          report(source.table(), Optional.empty(), new RestoreOutcome.Refused(refusal));
      case RestorePreview.Planned(RestorePlan plan) -> carryOut(restores, plan);
    };
  }

  private int carryOut(RestoreTableUseCase restores, RestorePlan plan)
      throws IOException, InterruptedException {
    if (!options.json()) {
      new RestoreText(context.console()).print(plan);
    }
    Optional<Refusal> obstacle = plan.obstacle(assumeClosed);
    if (obstacle.isPresent()) {
      return report(plan.table(), Optional.of(plan), new RestoreOutcome.Refused(obstacle.get()));
    }
    if (dryRun) {
      return report(plan.table(), Optional.of(plan), possible(plan));
    }
    if (!isWanted(plan)) {
      context.console().say("Nothing was changed.");
      return ExitCode.REFUSED;
    }
    RestoreOutcome outcome;
    try (ProgressDisplay progress = progress()) {
      outcome = restores.restore(plan, assumeClosed, progress);
    }
    return report(plan.table(), Optional.of(plan), outcome);
  }

  private static RestoreOutcome possible(RestorePlan plan) {
    return new RestoreOutcome.Possible(plan.snapshot(), plan.live(), plan.records(), plan.bytes());
  }

  private boolean isWanted(RestorePlan plan) {
    return yes
        || options.json()
        || context
            .console()
            .question()
            .agreesTo("Restore " + plan.table() + " from " + plan.snapshot() + "?");
  }

  private int report(TableName name, Optional<RestorePlan> plan, RestoreOutcome outcome) {
    if (options.json()) {
      context.console().print(RestoreJson.of(name, plan, outcome));
    } else {
      new RestoreText(context.console()).print(name, outcome);
    }
    return switch (outcome) {
      case RestoreOutcome.Restored restored ->
          restored.doubt().isEmpty() ? ExitCode.WELL : ExitCode.NOT_WELL;
      case RestoreOutcome.Possible possible -> ExitCode.WELL;
      case RestoreOutcome.RolledBack rolledBack -> ExitCode.FAILED;
      case RestoreOutcome.Refused refused -> ExitCode.REFUSED;
    };
  }

  private ProgressDisplay progress() {
    return context.progress(table, !options.json());
  }
}
