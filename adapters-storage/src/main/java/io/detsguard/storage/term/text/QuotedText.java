package io.detsguard.storage.term.text;

/** Characters between quotes. */
final class QuotedText {
  private QuotedText() {}

  /**
   * Tells whether a character shows as itself, or has a short escape that everybody knows: not one
   * that is invisible, unassigned, or reorders its neighbours.
   */
  static boolean isPrintable(int c) {
    if (c < 0x7F) {
      return c >= ' ' || c == '\n' || c == '\t' || c == '\r';
    }
    return switch (Character.getType(c)) {
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

  /** Writes one character so that it stands for itself between such quotes. */
  static void write(int c, char quote, StringBuilder text) {
    switch (c) {
      case '\n' -> text.append("\\n");
      case '\t' -> text.append("\\t");
      case '\r' -> text.append("\\r");
      case '\\' -> text.append("\\\\");
      default -> {
        if (c == quote) {
          text.append('\\').append(quote);
        } else if (isPrintable(c)) {
          text.appendCodePoint(c);
        } else {
          text.append("\\x{").append(Integer.toHexString(c)).append('}');
        }
      }
    }
  }
}
