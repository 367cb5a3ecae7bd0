package io.detsguard.bootstrap.cli;

import java.util.Locale;

/** Makes text from outside fit for a terminal. */
final class Printable {
  private Printable() {}

  /**
   * The text with every character that would do something to a terminal, or hide or reorder what
   * follows it, written as {@code \\u001b}.
   */
  static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isHarmless(c)) {
                safe.appendCodePoint(c);
              } else {
                safe.append(String.format(Locale.ROOT, "\\u%04x", c));
              }
            });
    return safe.toString();
  }

  private static boolean isHarmless(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
