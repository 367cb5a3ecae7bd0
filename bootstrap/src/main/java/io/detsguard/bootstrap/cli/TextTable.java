package io.detsguard.bootstrap.cli;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in aligned columns; a column whose heading starts with a space is right-aligned. */
final class TextTable {
  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  TextTable(String... headings) {
    this.headings = List.of(headings);
  }

  /** Adds a row of as many cells as there are headings. */
  void row(String... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          "expected " + headings.size() + " cells, found " + cells.length);
    }
    rows.add(List.of(cells));
  }

  /** The headings and all rows. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(headings.stream().map(String::strip).toList()));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String padding = " ".repeat(width(column) - length(cells.get(column)));
      boolean right = headings.get(column).startsWith(" ");
      line.append(right ? padding + cells.get(column) : cells.get(column) + padding).append("  ");
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int widest = length(headings.get(column).strip());
    for (List<String> row : rows) {
      widest = Math.max(widest, length(row.get(column)));
    }
    return widest;
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
