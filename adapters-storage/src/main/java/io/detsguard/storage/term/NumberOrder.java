package io.detsguard.storage.term;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Compares encoded numbers by their exact values: {@code docs/dets-format.md}, "Term order". */
final class NumberOrder {
  /** Integers up to this magnitude are doubles without loss. */
  private static final long EXACT_AS_DOUBLE = 1L << 53;

  private NumberOrder() {}

  static int compareIntegers(ByteView a, long aAt, ByteView b, long bAt) {
    boolean negative = EncodedInteger.isNegative(a, aAt);
    if (negative != EncodedInteger.isNegative(b, bAt)) {
      return negative ? -1 : 1;
    }
    int byMagnitude = compareMagnitudes(a, aAt, b, bAt);
    return negative ? -byMagnitude : byMagnitude;
  }

  private static int compareMagnitudes(ByteView a, long aAt, ByteView b, long bAt) {
    int length = EncodedInteger.magnitudeLength(a, aAt);
    int byLength = Integer.compare(length, EncodedInteger.magnitudeLength(b, bAt));
    if (byLength != 0) {
      return byLength;
    }
    for (int i = (length - 1) / 8; i >= 0; i--) {
      long word = EncodedInteger.magnitudeWord(a, aAt, i);
      int byWord = Long.compareUnsigned(word, EncodedInteger.magnitudeWord(b, bAt, i));
      if (byWord != 0) {
        return byWord;
      }
    }
    return 0;
  }

  /** Compares the integer at {@code at} with a finite float; 0 when the values are equal. */
  static int compareToReal(ByteView view, long at, double real) {
    if (EncodedInteger.fitsLong(view, at)) {
      return compareToReal(EncodedInteger.asLong(view, at), real);
    }
    return new BigDecimal(EncodedInteger.value(view, at)).compareTo(new BigDecimal(real));
  }

  static int compareToReal(long integer, double real) {
    if (Math.abs(integer) <= EXACT_AS_DOUBLE && integer != Long.MIN_VALUE) {
      return integer == real ? 0 : Double.compare(integer, real);
    }
    return new BigDecimal(BigInteger.valueOf(integer)).compareTo(new BigDecimal(real));
  }

  /** The value of the float at {@code at}, in either encoding. */
  static double real(ByteView view, long at) {
    return view.u8(at) == TermTag.NEW_FLOAT
        ? Double.longBitsToDouble(view.i64(at + 1))
        : FloatText.parse(view, at + 1);
  }
}
