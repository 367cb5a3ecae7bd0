package io.detsguard.bootstrap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Optional;

/**
 * Where a command prints: results to one stream, everything else to another.
 *
 * @param out results; UTF-8
 * @param err messages and progress; UTF-8
 * @param colours whether {@code out} is a terminal that shows colours
 * @param progress whether {@code err} is a terminal that can redraw a line
 * @param question asks the person at the terminal, if there is one
 */
public record Console(
    PrintStream out, PrintStream err, boolean colours, boolean progress, Question question) {
  private static final int LABEL_WIDTH = 10;

  /** A console that nobody sits at. */
  public Console(PrintStream out, PrintStream err, boolean colours, boolean progress) {
    this(out, err, colours, progress, text -> Optional.empty());
  }

  /** A line of a result, for a person. Text from outside is to be {@link Printable} already. */
  void print(String line) {
    out.println(line);
  }

  /**
   * A line of a report, behind a label.
   *
   * @param label at most ten letters; none for a line that goes on
   */
  void print(String label, String text) {
    print("  " + label + " ".repeat(LABEL_WIDTH - label.length()) + " " + text);
  }

  /** One JSON object on a line of its own. */
  void print(ObjectNode object) {
    out.println(object);
  }

  /** Something to know that is no result. */
  void say(String message) {
    err.println(message);
  }

  /** The text in a colour, where there are colours; never the only sign of anything. */
  String coloured(Colour colour, String text) {
    return colours ? "\u001b[" + colour.code + 'm' + text + "\u001b[0m" : text;
  }

  /** The text in bold, where there are colours. */
  String emphasised(String text) {
    return colours ? "\u001b[1m" + text + "\u001b[0m" : text;
  }

  /** What a colour says: all well, look here, or broken. */
  enum Colour {
    WELL(32),
    WARNING(33),
    BROKEN(31);

    private final int code;

    Colour(int code) {
      this.code = code;
    }
  }
}
