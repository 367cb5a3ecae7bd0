package io.detsguard.bootstrap.cli;

import io.detsguard.domain.table.TableFigures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Shows where a table's bytes go as a bar, a character for each kind, and a line for each with its
 * size. Colours only underline what the characters say.
 */
record SpaceBar(Console console) {
  private static final int WIDTH = 60;
  private static final int NAME_WIDTH = 8;
  private static final int BYTES_WIDTH = 9;
  private static final int SHARE_WIDTH = 8;

  /** A part of the file. */
  private record Part(
      char sign, String name, long bytes, Optional<Console.Colour> colour, String meaning) {}

  /** Prints the bar; nothing for a file that does not say what is free and what is not. */
  void print(TableFigures figures) {
    if (figures.liveBytes().isEmpty()
        || figures.freeBytes().isEmpty()
        || figures.fileBytes() == 0) {
      return;
    }
    List<Part> parts = parts(figures);
    console.print("");
    console.print("  [" + bar(parts, figures.fileBytes()) + "]");
    parts.forEach(part -> line(part, figures.fileBytes()));
  }

  private static List<Part> parts(TableFigures figures) {
    long live = figures.liveBytes().orElseThrow();
    long free = figures.freeBytes().orElseThrow();
    // The padding of the last collection may be cut off: what is in the file is what is left.
    long rest = Math.max(0, figures.fileBytes() - live - free);
    long padding =
        Math.clamp(figures.paddingBytes().orElse(0), 0, Math.max(0, rest - figures.fixedBytes()));
    return List.of(
        new Part('#', "live", live, Optional.of(Console.Colour.WELL), "the records"),
        new Part('+', "padding", padding, Optional.empty(), "lost to sizes that are powers of two"),
        new Part(
            '.',
            "free",
            free,
            Optional.of(Console.Colour.WARNING),
            "compaction would give it back"),
        new Part('=', "fixed", rest - padding, Optional.empty(), "header, slots and free lists"));
  }

  /** Each part gets its share of the width; the largest remainders get what rounding left over. */
  private String bar(List<Part> parts, long inAll) {
    int[] widths = parts.stream().mapToInt(part -> (int) (WIDTH * part.bytes() / inAll)).toArray();
    List<Integer> byRemainder = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      byRemainder.add(i);
    }
    byRemainder.sort(
        (a, b) -> Long.compare(remainder(parts.get(b), inAll), remainder(parts.get(a), inAll)));
    int left = WIDTH;
    for (int width : widths) {
      left -= width;
    }
    for (int i = 0; i < left; i++) {
      widths[byRemainder.get(i % widths.length)]++;
    }
    StringBuilder bar = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      bar.append(coloured(parts.get(i), Character.toString(parts.get(i).sign()).repeat(widths[i])));
    }
    return bar.toString();
  }

  private static long remainder(Part part, long inAll) {
    return WIDTH * part.bytes() % inAll;
  }

  private void line(Part part, long inAll) {
    String bytes = Quantity.bytes(part.bytes());
    String share = Quantity.share((double) part.bytes() / inAll);
    console.print(
        "   "
            + coloured(part, Character.toString(part.sign()))
            + " "
            + part.name()
            + " ".repeat(NAME_WIDTH - part.name().length())
            + padded(bytes, BYTES_WIDTH)
            + padded(share, SHARE_WIDTH)
            + "  "
            + part.meaning());
  }

  private static String padded(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private String coloured(Part part, String text) {
    return text.isEmpty()
        ? text
        : part.colour().map(colour -> console.coloured(colour, text)).orElse(text);
  }
}
