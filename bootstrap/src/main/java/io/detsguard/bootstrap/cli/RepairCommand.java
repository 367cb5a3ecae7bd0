package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.application.port.in.RepairTableUseCase;
import io.detsguard.application.port.out.IoTrouble;
import io.detsguard.bootstrap.settings.InvalidSettingException;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.TableShape;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.domain.table.TableType;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code repair FILE|TABLE}: saves what a damaged table still holds. */
final class RepairCommand implements Callable<Integer> {
  private final CommandContext context;
  private final CommandSpec command = CommandSpec.wrapWithoutInspection(this);
  private final CommonOptions options = new CommonOptions();
  private final NodeOptions nodes = new NodeOptions();
  private String file = "";
  private Optional<String> target = Optional.empty();
  private boolean dryRun;
  private Optional<String> type = Optional.empty();
  private Optional<Integer> keyPosition = Optional.empty();
  private boolean includeCandidates;
  private boolean yes;
  private boolean assumeClosed;

  RepairCommand(CommandContext context) {
    this.context = context;
  }

  /** What it takes on the command line. */
  CommandSpec spec() {
    return new CommandSyntax(
            command,
            "repair",
            "Save the records of a damaged table, or of one that was left open, as a new table.",
            "With --to the damaged file is only read, and an existing file is never overwritten. Without,",
            "a table of the catalogue is replaced if nobody has it open; the damaged file is kept, and",
            "restore --undo TABLE puts it back.")
        .exitCodes(
            "0:nothing was lost",
            "1:something was lost or had to be decided; the report says what",
            "2:the command line or a setting is wrong",
            "3:refused: no table, open, sound already, or the new file exists; nothing was changed",
            "4:failed: I/O, no space, or no record could be saved",
            "130:interrupted")
        .with(options)
        .with(nodes)
        .argument(
            "FILE|TABLE",
            given -> file = given,
            "The damaged DETS file, or its name in the catalogue.")
        .text("--to", "NEW", given -> target = Optional.of(given), "Where the new table goes.")
        .flag("--dry-run", given -> dryRun = given, "Say what would be saved, and write nothing.")
        .text(
            "--type",
            "TYPE",
            given -> type = Optional.of(given),
            "set, bag or duplicate_bag: what the table is, whatever its header says.")
        .number(
            "--key-position",
            "N",
            given -> keyPosition = Optional.of(given),
            "Which element is the key, from 1, whatever the header says.")
        .flag(
            "--include-candidates",
            given -> includeCandidates = given,
            "Put records of freed blocks that a slot may have lost into the new table.",
            "Without this they go into NEW.candidates.dets, or stay in the kept file.")
        .flag(
            "--yes", given -> yes = given, "Do not ask; without a terminal nobody is asked anyway.")
        .flag(
            "--assume-closed",
            given -> assumeClosed = given,
            "Go on although not every process could be asked whether it has it open.")
        .spec();
  }

  @Override
  public Integer call() throws Exception {
    return target.isPresent() ? repairTo(target.get()) : repairInPlace();
  }

  private int repairInPlace() throws InvalidSettingException, IOException, InterruptedException {
    if (!TableName.isValid(file) || new NamedFile(file).exists()) {
      throw usage("a file needs --to NEW; only tables of the catalogue are replaced");
    }
    if (type.isPresent() || keyPosition.isPresent()) {
      throw usage("--type and --key-position need --to NEW");
    }
    InPlaceRepair repair =
        new InPlaceRepair(
            context,
            options.json(),
            new InPlaceRepair.Wish(
                new TableName(file), dryRun, includeCandidates, assumeClosed, yes));
    return repair.run(context.tableUseCases(options, nodes).repairInPlace());
  }

  private int repairTo(String name)
      throws InvalidSettingException, IOException, InterruptedException {
    RepairTableUseCase repairs = context.useCases(options).repairTable();
    RepairTableUseCase.Request request =
        new RepairTableUseCase.Request(
            location(file, "FILE"),
            location(name, "--to"),
            dryRun,
            type.map(this::type),
            position(),
            includeCandidates);
    try {
      RepairOutcome outcome = repair(repairs, request);
      print(name, outcome);
      return ExitCode.of(outcome);
    } catch (FileAlreadyExistsException e) {
      context
          .console()
          .say("detsguard: " + Printable.of(e.getFile()) + ": " + IoTrouble.describe(e));
      return ExitCode.REFUSED;
    }
  }

  private RepairOutcome repair(RepairTableUseCase repairs, RepairTableUseCase.Request request)
      throws IOException, InterruptedException {
    try (ProgressDisplay progress = progress()) {
      return repairs.repair(request, progress);
    }
  }

  private TableLocation location(String name, String argument) {
    return new NamedFile(name)
        .absoluteLocation()
        .orElseThrow(() -> usage(argument + ": no file can be named \"" + name + "\""));
  }

  private TableType type(String name) {
    return TableType.ofErlangName(name)
        .orElseThrow(
            () -> usage("--type: expected set, bag or duplicate_bag, found \"" + name + "\""));
  }

  private OptionalInt position() {
    keyPosition
        .filter(position -> position < 1 || position > TableShape.KEY_POSITION_MAX)
        .ifPresent(
            position -> {
              throw usage("--key-position: no tuple has an element " + position);
            });
    return keyPosition.map(OptionalInt::of).orElseGet(OptionalInt::empty);
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private ProgressDisplay progress() {
    return context.progress(file, !options.json());
  }

  private void print(String name, RepairOutcome outcome) {
    if (options.json()) {
      ObjectNode json = RepairJson.of(file, name, outcome);
      context.console().print(json);
    } else {
      new RepairText(context.console(), dryRun).print(file, name, outcome);
    }
  }
}
