package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.application.port.in.ImportTableUseCase;
import io.detsguard.application.port.out.TableImporter.ImportedTable;
import io.detsguard.application.port.out.TableImporter.NewTable;
import io.detsguard.domain.repair.TableShape;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableType;
import io.detsguard.domain.term.TermSyntaxException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code import TERMS_FILE --to NEW.dets}: a table made of Erlang terms. */
final class ImportCommand implements Callable<Integer> {
  private final CommandContext context;
  private final CommandSpec command = CommandSpec.wrapWithoutInspection(this);
  private final CommonOptions options = new CommonOptions();
  private String target = "";
  private String type = TableType.SET.erlangName();
  private int keyPosition = 1;
  private String terms = "";

  ImportCommand(CommandContext context) {
    this.context = context;
  }

  /** What it takes on the command line. */
  CommandSpec spec() {
    return new CommandSyntax(
            command,
            "import",
            "Make a table of Erlang terms, such as export --format terms writes.",
            "The new file is read back and checked before it gets its name; nothing is overwritten.")
        .with(options)
        .requiredText("--to", "NEW", given -> target = given, "The table to make.")
        .text("--type", "set|bag|duplicate_bag", given -> type = given, "Its type (default: set).")
        .number(
            "--key-position",
            "N",
            given -> keyPosition = given,
            "Which element of each tuple is the key, from 1 (default: 1).")
        .argument(
            "TERMS_FILE",
            given -> terms = given,
            "Tuples in UTF-8, each ended by a full stop; - reads stdin.")
        .spec();
  }

  @Override
  public Integer call() throws Exception {
    NewTable table = new NewTable(location(), type(), checkedKeyPosition());
    ImportTableUseCase imports = context.useCases(options).importTable();
    ImportedTable imported;
    try (InputStream text = open();
        ProgressDisplay progress = progress()) {
      imported = imports.importTerms(text, table, progress);
    } catch (TermSyntaxException e) {
      context.console().say("detsguard: " + Printable.of(terms + ", " + e.getMessage()));
      return ExitCode.REFUSED;
    }
    print(imported);
    return imported.stored() == imported.given() ? ExitCode.WELL : ExitCode.NOT_WELL;
  }

  private TableLocation location() {
    return new NamedFile(target)
        .location()
        .orElseThrow(() -> usage("no file can have the name \"" + target + '"'));
  }

  private TableType type() {
    return TableType.ofErlangName(type)
        .orElseThrow(() -> usage("--type is set, bag or duplicate_bag, not " + type));
  }

  private int checkedKeyPosition() {
    if (keyPosition < 1 || keyPosition > TableShape.KEY_POSITION_MAX) {
      throw usage("--key-position is 1 to " + TableShape.KEY_POSITION_MAX + ", not " + keyPosition);
    }
    return keyPosition;
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  private InputStream open() throws IOException {
    return new BufferedInputStream(
        terms.equals("-") ? System.in : Files.newInputStream(Path.of(terms)));
  }

  private void print(ImportedTable imported) {
    long dropped = imported.given() - imported.stored();
    if (options.json()) {
      context.console().print(json(imported));
    } else {
      context
          .console()
          .print(
              Printable.of(
                  "imported "
                      + Quantity.count(imported.stored(), "record")
                      + ", "
                      + Quantity.count(imported.keys(), "key")
                      + ", into "
                      + target
                      + " ("
                      + Quantity.bytes(imported.bytes())
                      + ")"));
    }
    if (dropped > 0) {
      String reason =
          type.equals(TableType.SET.erlangName())
              ? "replaced by a later one with the same key; --type bag keeps them"
              : "given again, and a bag holds each once; --type duplicate_bag keeps them";
      context.console().say("note: " + Quantity.count(dropped, "record") + " not kept: " + reason);
    }
  }

  private ObjectNode json(ImportedTable imported) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("output", target)
        .put("type", type)
        .put("key_position", keyPosition)
        .put("terms_read", imported.given())
        .put("record_count", imported.stored())
        .put("key_count", imported.keys())
        .put("file_size_bytes", imported.bytes());
  }

  private ProgressDisplay progress() {
    return context.progress(target, !options.json());
  }
}
