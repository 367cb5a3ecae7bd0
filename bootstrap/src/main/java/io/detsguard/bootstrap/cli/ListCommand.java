package io.detsguard.bootstrap.cli;

import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.table.TableName;
import io.detsguard.http.backup.SnapshotView;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code list [TABLE…]}: the snapshots there are, newest first. */
final class ListCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss'Z'", Locale.ROOT);

  private final CommandContext context;
  private final CommandSpec command = CommandSpec.wrapWithoutInspection(this);
  private final CommonOptions options = new CommonOptions();
  private final List<String> tables = new ArrayList<>();

  ListCommand(CommandContext context) {
    this.context = context;
  }

  /** What it takes on the command line. */
  CommandSpec spec() {
    return new CommandSyntax(command, "list", "List the snapshots of the repository, newest first.")
        .with(options)
        .arguments("TABLE", tables, "Only the snapshots of these tables.")
        .spec();
  }

  @Override
  public Integer call() throws Exception {
    Set<TableName> wanted = TableArguments.of(command, tables);
    Catalog catalog = context.useCases(options).listSnapshots().list();
    List<Snapshot> snapshots =
        catalog.snapshots().stream()
            .filter(snapshot -> wanted.isEmpty() || wanted.contains(snapshot.id().table()))
            .toList();
    if (options.json()) {
      WireJson json = new WireJson();
      for (Snapshot snapshot : snapshots) {
        context.console().print(json.of(SnapshotView.from(snapshot)));
      }
    } else {
      print(snapshots);
    }
    catalog.notes().forEach(note -> context.console().say("note: " + Printable.of(note)));
    return ExitCode.WELL;
  }

  private void print(List<Snapshot> snapshots) {
    if (snapshots.isEmpty()) {
      context.console().say("There are no snapshots.");
      return;
    }
    TextTable rows = new TextTable("SNAPSHOT", "TAKEN", " RECORDS", " SIZE", "METHOD");
    for (Snapshot snapshot : snapshots) {
      Manifest manifest = snapshot.manifest();
      rows.row(
          snapshot.id().text(),
          TIME.format(snapshot.id().takenAt().atOffset(ZoneOffset.UTC)),
          Long.toString(manifest.figures().records()),
          Quantity.bytes(manifest.bytes()),
          manifest.provenance().method().wireName()
              + (manifest.provenance().unchanged() ? ", unchanged" : "")
              + (manifest.isProven() ? "" : ", " + manifest.grade().wireName() + ": no backup"));
    }
    rows.lines().forEach(context.console()::print);
  }
}
