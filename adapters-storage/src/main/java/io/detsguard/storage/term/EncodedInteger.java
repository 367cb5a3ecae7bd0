package io.detsguard.storage.term;

import java.math.BigInteger;

/**
 * The value of an encoded integer, for bytes that {@link TermScanner} has accepted. The same number
 * may be stored as tag 97, 98, 110 or 111, and with leading zero bytes; here all of them are the
 * sign and the magnitude without such zeros.
 */
final class EncodedInteger {
  private EncodedInteger() {}

  /** Tells whether {@code tag} starts an integer. */
  static boolean isInteger(int tag) {
    return tag == TermTag.SMALL_INTEGER
        || tag == TermTag.INTEGER
        || tag == TermTag.SMALL_BIG
        || tag == TermTag.LARGE_BIG;
  }

  /** Tells whether the integer is less than zero. */
  static boolean isNegative(ByteView view, long at) {
    return switch (view.u8(at)) {
      case TermTag.SMALL_INTEGER -> false;
      case TermTag.INTEGER -> view.i32(at + 1) < 0;
      default -> view.u8(digits(view, at) - 1) != 0 && magnitudeLength(view, at) > 0;
    };
  }

  /** The number of bytes of the magnitude, 0 for zero. */
  static int magnitudeLength(ByteView view, long at) {
    return switch (view.u8(at)) {
      case TermTag.SMALL_INTEGER -> view.u8(at + 1) == 0 ? 0 : 1;
      case TermTag.INTEGER -> bytes(Math.abs((long) view.i32(at + 1)));
      default -> significantDigits(view, at);
    };
  }

  /** The {@code index}-th 64-bit word of the magnitude, least significant word first. */
  static long magnitudeWord(ByteView view, long at, int index) {
    return switch (view.u8(at)) {
      case TermTag.SMALL_INTEGER -> index == 0 ? view.u8(at + 1) : 0;
      case TermTag.INTEGER -> index == 0 ? Math.abs((long) view.i32(at + 1)) : 0;
      default -> digitWord(view, at, index);
    };
  }

  /** Tells whether the integer fits 64 bits signed. */
  static boolean fitsLong(ByteView view, long at) {
    int length = magnitudeLength(view, at);
    if (length < 8) {
      return true;
    }
    long word = magnitudeWord(view, at, 0);
    return length == 8 && (word >= 0 || word == Long.MIN_VALUE && isNegative(view, at));
  }

  /** The value of an integer that {@link #fitsLong fits}. */
  static long asLong(ByteView view, long at) {
    long word = magnitudeWord(view, at, 0);
    return isNegative(view, at) ? -word : word;
  }

  /** The value of an integer of any size. */
  static BigInteger value(ByteView view, long at) {
    if (fitsLong(view, at)) {
      return BigInteger.valueOf(asLong(view, at));
    }
    byte[] magnitude = view.copy(digits(view, at), magnitudeLength(view, at));
    for (int low = 0, high = magnitude.length - 1; low < high; low++, high--) {
      byte swapped = magnitude[low];
      magnitude[low] = magnitude[high];
      magnitude[high] = swapped;
    }
    return new BigInteger(isNegative(view, at) ? -1 : 1, magnitude);
  }

  private static int bytes(long magnitude) {
    return (71 - Long.numberOfLeadingZeros(magnitude)) / 8;
  }

  private static long digits(ByteView view, long at) {
    return at + (view.u8(at) == TermTag.SMALL_BIG ? 3 : 6);
  }

  private static int significantDigits(ByteView view, long at) {
    long first = digits(view, at);
    int length = (int) (TermShape.headEnd(view, at) - first);
    while (length > 0 && view.u8(first + length - 1) == 0) {
      length--;
    }
    return length;
  }

  private static long digitWord(ByteView view, long at, int index) {
    long first = digits(view, at) + 8L * index;
    long end = TermShape.headEnd(view, at);
    if (end - first >= 8) {
      return view.i64le(first);
    }
    long word = 0;
    for (long i = end - 1; i >= first; i--) {
      word = word << 8 | view.u8(i);
    }
    return word;
  }
}
