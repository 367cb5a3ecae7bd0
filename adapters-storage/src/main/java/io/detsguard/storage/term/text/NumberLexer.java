package io.detsguard.storage.term.text;

import io.detsguard.domain.term.TermSyntaxException;
import java.io.IOException;
import java.math.BigInteger;

/**
 * Reads numbers: {@code 42}, {@code 1_000}, {@code 16#ff}, {@code 1.5}, {@code 2.0e-3}. A sign is a
 * token of its own.
 */
final class NumberLexer {
  /** More would take long to convert; the printer writes no integer of so many digits. */
  static final int MAX_DIGITS = 100_000;

  private static final int DECIMAL = 10;
  private static final int MAX_BASE = 36;

  private final CharacterSource source;

  NumberLexer(CharacterSource source) {
    this.source = source;
  }

  /** The number whose first digit is next. */
  Token number(Place place) throws IOException, TermSyntaxException {
    String digits = digits(place, DECIMAL);
    if (source.peek() == '#') {
      return based(place, digits);
    }
    if (source.peek() == '.' && isDigit(source.peek(1), DECIMAL)) {
      return real(place, digits);
    }
    return new Token.Whole(place, new BigInteger(digits));
  }

  private Token based(Place place, String digits) throws IOException, TermSyntaxException {
    int base = digits.length() > 2 ? 0 : Integer.parseInt(digits);
    if (base < 2 || base > MAX_BASE) {
      throw place.error("a base from 2 to 36", cut(digits));
    }
    source.next();
    Place value = source.place();
    if (!isDigit(source.peek(), base)) {
      throw value.error("a digit of base " + base, QuoteLexer.describe(source.peek()));
    }
    return new Token.Whole(place, new BigInteger(digits(place, base), base));
  }

  private Token real(Place place, String whole) throws IOException, TermSyntaxException {
    StringBuilder text = new StringBuilder(whole);
    text.append((char) source.next()).append(digits(place, DECIMAL));
    int e = source.peek();
    int sign = source.peek(1);
    boolean signed = sign == '-' || sign == '+';
    if ((e == 'e' || e == 'E') && isDigit(source.peek(signed ? 2 : 1), DECIMAL)) {
      text.append((char) source.next());
      if (signed) {
        text.append((char) source.next());
      }
      text.append(digits(place, DECIMAL));
    }
    double value = Double.parseDouble(text.toString());
    if (!Double.isFinite(value)) {
      throw place.error("a float of at most 1.7976931348623157e308", cut(text.toString()));
    }
    return new Token.Real(place, value);
  }

  private String digits(Place place, int base) throws IOException, TermSyntaxException {
    StringBuilder digits = new StringBuilder();
    while (isDigit(source.peek(), base)) {
      if (digits.length() == MAX_DIGITS) {
        throw place.error("a number of at most " + MAX_DIGITS + " digits", "a longer one");
      }
      digits.append((char) source.next());
      if (source.peek() == '_' && isDigit(source.peek(1), base)) {
        source.next();
      }
    }
    return digits.toString();
  }

  private static boolean isDigit(int c, int base) {
    return c >= 0 && c < 0x7F && Character.digit(c, base) >= 0;
  }

  private static String cut(String number) {
    return number.length() <= 40 ? number : number.substring(0, 40) + "…";
  }
}
