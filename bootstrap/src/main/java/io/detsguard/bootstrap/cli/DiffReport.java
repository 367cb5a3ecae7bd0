package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.detsguard.application.port.in.CompareTablesUseCase.Comparison;
import io.detsguard.application.port.in.CompareTablesUseCase.Request;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.diff.KeyChange;
import io.detsguard.domain.diff.TableDiff;
import io.detsguard.domain.table.TableFigures;
import java.util.Optional;

/** Prints what a comparison of two tables found. */
record DiffReport(Console console) {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** The JSON of {@code diff}; scripts depend on its names. */
  static ObjectNode json(Request request, Comparison comparison) {
    TableDiff diff = comparison.diff();
    ObjectNode node = JSON.objectNode();
    node.set("before", side(request.before().toString(), comparison.before()));
    node.set("after", side(request.after().toString(), comparison.after()));
    node.put("same", comparison.isSame());
    node.put("added", diff.added());
    node.put("removed", diff.removed());
    node.put("changed", diff.changed());
    node.put("unchanged", diff.unchanged());
    ArrayNode keys = node.putArray("keys");
    for (KeyChange change : diff.keys()) {
      keys.addObject().put("change", change.kind().wireName()).put("key", change.key());
    }
    return node;
  }

  private static ObjectNode side(String name, CheckReport report) {
    Optional<TableFigures> figures = report.figures();
    return JSON.objectNode()
        .put("table", name)
        .put("verdict", report.verdict().wireName())
        .put("type", figures.map(f -> f.type().erlangName()).orElse(null))
        .put("key_position", figures.map(TableFigures::keyPosition).orElse(null))
        .put("record_count", report.objectsRead())
        .put("key_count", report.keysRead());
  }

  /** Prints both tables, the counts, and such keys as were asked for. */
  void print(Request request, Comparison comparison) {
    TextTable tables = new TextTable("", "TABLE", "TYPE", " KEY AT", " RECORDS", " KEYS", "CLOSED");
    row(tables, "A", request.before().toString(), comparison.before());
    row(tables, "B", request.after().toString(), comparison.after());
    tables.lines().forEach(console::print);
    console.print("");
    counts(comparison.diff());
    keys(comparison.diff(), request.keyLimit());
    console.print("");
    console.print(verdict(comparison));
  }

  private static void row(TextTable tables, String side, String name, CheckReport report) {
    Optional<TableFigures> figures = report.figures();
    tables.row(
        side,
        Printable.of(name),
        figures.map(f -> f.type().erlangName()).orElse("unknown"),
        figures.map(f -> Integer.toString(f.keyPosition())).orElse("unknown"),
        Quantity.number(report.objectsRead()),
        Quantity.number(report.keysRead()),
        report.isSound() ? "properly" : "no: its latest changes may be missing");
  }

  private void counts(TableDiff diff) {
    TextTable counts = new TextTable("", "", " KEYS", "");
    counts.row("+", "added", Quantity.number(diff.added()), "only in B");
    counts.row("-", "removed", Quantity.number(diff.removed()), "only in A");
    counts.row("~", "changed", Quantity.number(diff.changed()), "in both, with different records");
    counts.row("=", "unchanged", Quantity.number(diff.unchanged()), "in both, with equal records");
    counts.lines().stream().skip(1).forEach(line -> console.print("  " + line));
  }

  private void keys(TableDiff diff, int limit) {
    if (limit == 0 || diff.isEmpty()) {
      return;
    }
    console.print("");
    for (KeyChange change : diff.keys()) {
      Console.Colour colour =
          switch (change.kind()) {
            case ADDED -> Console.Colour.WELL;
            case REMOVED -> Console.Colour.BROKEN;
            case CHANGED -> Console.Colour.WARNING;
          };
      console.print(console.coloured(colour, sign(change) + " " + Printable.of(change.key())));
    }
    long more = diff.differences() - diff.keys().size();
    if (more > 0) {
      console.print("  and " + Quantity.count(more, "more key") + " (--limit)");
    }
  }

  private static char sign(KeyChange change) {
    return switch (change.kind()) {
      case ADDED -> '+';
      case REMOVED -> '-';
      case CHANGED -> '~';
    };
  }

  private String verdict(Comparison comparison) {
    if (comparison.isSame()) {
      return console.coloured(Console.Colour.WELL, "same") + ": both hold the same records";
    }
    String different = console.coloured(Console.Colour.WARNING, "different");
    return comparison.diff().isEmpty()
        ? different + ": the same records, but another type or key position"
        : different + ": " + Quantity.count(comparison.diff().differences(), "key");
  }
}
