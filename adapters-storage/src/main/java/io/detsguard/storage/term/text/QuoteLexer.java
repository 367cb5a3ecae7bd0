package io.detsguard.storage.term.text;

import io.detsguard.domain.term.TermSyntaxException;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Reads what stands between quotes, and characters after a dollar, with all of Erlang's escapes.
 */
final class QuoteLexer {
  static final int MAX_ATOM_CHARACTERS = 255;

  private final CharacterSource source;
  private final long maxCharacters;

  QuoteLexer(CharacterSource source, long maxCharacters) {
    this.source = source;
    this.maxCharacters = maxCharacters;
  }

  /** What stands between the quote that is next and its like. */
  String quoted(Place place, String what) throws IOException, TermSyntaxException {
    int quote = source.next();
    StringBuilder content = new StringBuilder();
    while (source.peek() != quote) {
      if (source.peek() == CharacterSource.END) {
        source.checkEnd();
        throw place.error("a " + what + " with its end", "the end of the text before it");
      }
      if (content.length() > maxCharacters) {
        throw place.error("a " + what + " of at most " + maxCharacters + " characters", "more");
      }
      content.appendCodePoint(one());
    }
    source.next();
    return content.toString();
  }

  /** The value of a character such as {@code $a}, whose dollar is next. */
  BigInteger character() throws IOException, TermSyntaxException {
    source.next();
    return BigInteger.valueOf(one());
  }

  /** One character, escaped or not. */
  private int one() throws IOException, TermSyntaxException {
    Place place = source.place();
    int c = source.next();
    return switch (c) {
      case CharacterSource.END -> throw place.error("a character", "the end of the text");
      case '\\' -> escaped(place);
      default -> valid(place, c);
    };
  }

  private int escaped(Place place) throws IOException, TermSyntaxException {
    int c = source.next();
    return switch (c) {
      case 'b' -> '\b';
      case 'd' -> 0x7F;
      case 'e' -> 0x1B;
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 's' -> ' ';
      case 't' -> '\t';
      case 'v' -> 0x0B;
      case 'x' -> hexadecimal(place);
      case '^' -> control(place);
      case CharacterSource.END ->
          throw place.error("a character after \"\\\"", "the end of the text");
      default -> c >= '0' && c <= '7' ? octal(c) : valid(place, c);
    };
  }

  private int control(Place place) throws IOException, TermSyntaxException {
    int c = source.next();
    if (c >= '@' && c <= '_' || c >= 'a' && c <= 'z') {
      return c & 0x1F;
    }
    throw place.error("a letter after \"\\^\"", describe(c));
  }

  private int octal(int first) throws IOException {
    int value = first - '0';
    for (int i = 0; i < 2 && source.peek() >= '0' && source.peek() <= '7'; i++) {
      value = 8 * value + source.next() - '0';
    }
    return value;
  }

  private int hexadecimal(Place place) throws IOException, TermSyntaxException {
    if (source.peek() != '{') {
      int high = hexadecimalDigit(place);
      return 16 * high + hexadecimalDigit(place);
    }
    source.next();
    int value = hexadecimalDigit(place);
    while (source.peek() != '}') {
      value = 16 * value + hexadecimalDigit(place);
      if (value > Character.MAX_CODE_POINT) {
        throw place.error("a character up to \\x{10ffff}", "a larger number");
      }
    }
    source.next();
    return valid(place, value);
  }

  private int hexadecimalDigit(Place place) throws IOException, TermSyntaxException {
    int c = source.next();
    int digit = c >= 0 && c < 0x7F ? Character.digit(c, 16) : -1;
    if (digit < 0) {
      throw place.error("\\xHH or \\x{H…} with hexadecimal digits", describe(c));
    }
    return digit;
  }

  private static int valid(Place place, int c) throws TermSyntaxException {
    if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE
        || c == 0xFFFE
        || c == 0xFFFF) {
      throw place.error("a Unicode character", describe(c));
    }
    return c;
  }

  /** What an error message calls a character. */
  static String describe(int c) {
    if (c == CharacterSource.END) {
      return "the end of the text";
    }
    return c > ' ' && c != 0x7F && QuotedText.isPrintable(c)
        ? '"' + Character.toString(c) + '"'
        : String.format("character U+%04X", c);
  }
}
