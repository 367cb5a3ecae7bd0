package io.detsguard.bootstrap.cli;

import io.detsguard.bootstrap.wiring.UseCaseWiring;
import io.detsguard.domain.drill.TableDrills;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.HealthStatus;
import io.detsguard.domain.health.TableHealth;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.http.health.HealthReportView;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/** {@code health}: how the tables are. */
final class HealthCommand implements Callable<Integer> {
  private final CommandContext context;
  private final CommandSpec command = CommandSpec.wrapWithoutInspection(this);
  private final CommonOptions options = new CommonOptions();
  private final NodeOptions nodes = new NodeOptions();

  HealthCommand(CommandContext context) {
    this.context = context;
  }

  /** What it takes on the command line. */
  CommandSpec spec() {
    return new CommandSyntax(
            command,
            "health",
            "Report the health of all tables: age of backups, fragmentation, what to do.")
        .with(options)
        .with(nodes)
        .spec();
  }

  @Override
  public Integer call() throws Exception {
    UseCaseWiring useCases = context.tableUseCases(options, nodes);
    useCases.lookAtNodes().look();
    HealthReport report = useCases.reportHealth().report();
    if (options.json()) {
      context.console().print(new WireJson().of(HealthReportView.from(report)));
    } else {
      print(report);
    }
    return ExitCode.of(report.status());
  }

  private void print(HealthReport report) {
    TextTable rows =
        new TextTable(
            "TABLE", "STATUS", " RECORDS", " SIZE", " FREE", " LAST BACKUP", " RESTORABLE");
    report.tables().forEach(table -> row(rows, report, table));
    rows.lines().forEach(context.console()::print);
    new OwnersText(context.console()).print(report);
    report.tables().forEach(this::conditions);
    context.console().print(coloured(report.status()));
  }

  private static void row(TextTable rows, HealthReport report, TableHealth table) {
    String age =
        table
            .facts()
            .newestProven()
            .map(snapshot -> age(Duration.between(snapshot.id().takenAt(), report.at())))
            .orElse("never");
    String restored = restored(report, table);
    switch (table.facts().observation()) {
      case TableObservation.Unavailable gone ->
          rows.row(table.table().value(), table.status(), "", "", "", age, restored);
      case TableObservation.Readable readable -> {
        TableFigures figures = readable.figures();
        rows.row(
            table.table().value(),
            table.status(),
            Long.toString(figures.records()),
            Quantity.bytes(figures.fileBytes()),
            Quantity.share(figures.fragmentation()),
            age,
            restored);
      }
    }
  }

  /** When the table was last proven to be restorable. */
  private static String restored(HealthReport report, TableHealth table) {
    return table
        .facts()
        .drills()
        .flatMap(TableDrills::lastSuccess)
        .map(drill -> age(Duration.between(drill.at(), report.at())))
        .orElse("not proven");
  }

  private static String age(Duration age) {
    if (age.isNegative()) {
      return "in the future";
    }
    return age.toHours() < 1 ? age.toMinutes() + " min ago" : age.toHours() + " h ago";
  }

  private void conditions(TableHealth table) {
    table
        .conditions()
        .forEach(
            condition ->
                context
                    .console()
                    .print(
                        table.table()
                            + ": "
                            + Printable.of(condition.message())
                            + " "
                            + Printable.of(condition.cure())));
  }

  private String coloured(HealthStatus status) {
    Console.Colour colour =
        switch (status) {
          case HEALTHY -> Console.Colour.WELL;
          case WARNING -> Console.Colour.WARNING;
          case UNHEALTHY -> Console.Colour.BROKEN;
        };
    return context.console().coloured(colour, status.wireName());
  }
}
