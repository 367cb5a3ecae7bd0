package io.detsguard.storage.term;

import java.nio.charset.StandardCharsets;

/**
 * The text of a float as very old files have it (tag 99): 31 bytes with a decimal number such as
 * {@code 1.50000000000000000000e+00}, ended by a zero byte.
 */
final class FloatText {
  /** The bytes after the tag, whatever the length of the text. */
  static final int BYTES = 31;

  private FloatText() {}

  /**
   * Tells whether the bytes hold a number: sign, digits, point, digits and perhaps an exponent,
   * with a finite value.
   */
  static boolean isNumber(ByteView view, long at) {
    long i = afterSign(view, at, at);
    long point = afterDigits(view, at, i);
    if (point == i || point == at + BYTES || view.u8(point) != '.') {
      return false;
    }
    long end = afterDigits(view, at, point + 1);
    if (end == point + 1) {
      return false;
    }
    return endsAfterExponent(view, at, end) && Double.isFinite(parse(view, at));
  }

  /** The value of a text that {@link #isNumber is a number}. */
  static double parse(ByteView view, long at) {
    int length = 0;
    while (length < BYTES && view.u8(at + length) != 0) {
      length++;
    }
    return Double.parseDouble(new String(view.copy(at, length), StandardCharsets.ISO_8859_1));
  }

  private static boolean endsAfterExponent(ByteView view, long at, long mantissaEnd) {
    long end = mantissaEnd;
    if (end < at + BYTES && (view.u8(end) | 0x20) == 'e') {
      long exponent = afterSign(view, at, end + 1);
      end = afterDigits(view, at, exponent);
      if (end == exponent) {
        return false;
      }
    }
    return end < at + BYTES && view.u8(end) == 0;
  }

  private static long afterSign(ByteView view, long at, long i) {
    boolean signed = i < at + BYTES && (view.u8(i) == '+' || view.u8(i) == '-');
    return signed ? i + 1 : i;
  }

  private static long afterDigits(ByteView view, long at, long from) {
    long i = from;
    while (i < at + BYTES && view.u8(i) >= '0' && view.u8(i) <= '9') {
      i++;
    }
    return i;
  }
}
