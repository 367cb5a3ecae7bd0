package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.application.port.in.ExportTableUseCase;
import io.detsguard.application.port.in.ExportTableUseCase.Export;
import io.detsguard.application.port.in.ExportTableUseCase.Request;
import io.detsguard.application.port.in.TableSubject;
import io.detsguard.domain.table.RecordFormat;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.term.TermSyntaxException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code export FILE|SNAPSHOT}: its records as text. */
final class ExportCommand implements Callable<Integer> {
  private final CommandContext context;
  private final CommandSpec command = CommandSpec.wrapWithoutInspection(this);
  private final CommonOptions options = new CommonOptions();
  private Optional<String> format = Optional.empty();
  private Optional<String> key = Optional.empty();
  private Optional<String> target = Optional.empty();
  private boolean unclosed;
  private TableSubject table;

  ExportCommand(CommandContext context) {
    this.context = context;
  }

  /** What it takes on the command line. */
  CommandSpec spec() {
    return new CommandSyntax(
            command,
            "export",
            "Write the records of a table as JSON lines, as Erlang terms, or its keys as CSV.",
            "To stdout, or with --to to a new file. docs/toolbox.md describes the formats.")
        .with(options)
        .text(
            "--format",
            "json|terms|csv",
            given -> format = Optional.of(given),
            "How to write them (default: json).")
        .text(
            "--key",
            "TERM",
            given -> key = Optional.of(given),
            "Only the records of this key, an Erlang term such as '<<\"task-1\">>'.")
        .text("--to", "PATH", given -> target = Optional.of(given), "Write to a new file.")
        .flag(
            "--unclosed",
            given -> unclosed = given,
            "Take a table that was not properly closed for what can be read in it.")
        .argument(
            "FILE|SNAPSHOT",
            TableSubject.class,
            NamedTable::subject,
            given -> table = given,
            "A DETS file, or a snapshot such as task_queue_2026-02-11T14-30-00.")
        .spec();
  }

  @Override
  public Integer call() throws Exception {
    Request request = new Request(table, format(), key, unclosed);
    ExportTableUseCase exports = context.useCases(options).exportTable();
    Export export = export(exports, request);
    if (!export.report().isSound()) {
      context
          .console()
          .say("note: the table was not properly closed; its latest changes may be missing");
    }
    if (key.isPresent() && export.records() == 0) {
      context.console().say("there is no record with this key");
      return ExitCode.NOT_WELL;
    }
    return export.report().isSound() ? ExitCode.WELL : ExitCode.NOT_WELL;
  }

  private Export export(ExportTableUseCase exports, Request request) throws Exception {
    try {
      return target.isPresent() ? toFile(exports, request) : toStdout(exports, request);
    } catch (TermSyntaxException e) {
      throw usage("--key is no Erlang term: " + e.getMessage());
    }
  }

  private RecordFormat format() {
    String name = format.orElse("json").toLowerCase(Locale.ROOT);
    RecordFormat chosen =
        switch (name) {
          case "json" -> RecordFormat.JSON;
          case "terms" -> RecordFormat.TERMS;
          case "csv" -> RecordFormat.CSV;
          default -> throw usage("--format is json, terms or csv, not " + name);
        };
    if (options.json() && target.isEmpty() && chosen != RecordFormat.JSON) {
      throw usage("--json and --format " + name + " cannot both go to stdout; add --to PATH");
    }
    return chosen;
  }

  private ParameterException usage(String message) {
    return new ParameterException(command.commandLine(), message);
  }

  /** Without a progress bar: it would be drawn into what is shown. */
  private Export toStdout(ExportTableUseCase exports, Request request) throws Exception {
    PrintStream out = context.console().out();
    Export export = exports.export(request, new Unforgiving(out), (done, total) -> {});
    out.flush();
    return export;
  }

  private Export toFile(ExportTableUseCase exports, Request request) throws Exception {
    String name = target.orElseThrow();
    TableLocation location =
        new NamedFile(name)
            .location()
            .orElseThrow(() -> usage("no file can have the name \"" + name + '"'));
    Export export;
    try (ProgressDisplay progress = progress()) {
      export = exports.export(request, location, progress);
    }
    if (options.json()) {
      context.console().print(json(request, name, export));
    } else {
      String records = Quantity.count(export.records(), "record");
      context.console().print(Printable.of("exported " + records + " to " + name));
    }
    return export;
  }

  private static ObjectNode json(Request request, String name, Export export) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("table", request.table().toString())
        .put("output", name)
        .put("format", request.format().name().toLowerCase(Locale.ROOT))
        .put("record_count", export.records());
  }

  private ProgressDisplay progress() {
    return context.progress(table.toString(), !options.json());
  }

  /** A print stream keeps failures to itself; an export into a full disk must hear of them. */
  private static final class Unforgiving extends OutputStream {
    private final PrintStream out;

    Unforgiving(PrintStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      if (out.checkError()) {
        throw new IOException("stdout takes no more: it was closed, or its disk is full");
      }
    }
  }
}
