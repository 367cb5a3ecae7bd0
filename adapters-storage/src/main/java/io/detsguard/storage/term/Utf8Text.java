package io.detsguard.storage.term;

/** Checks UTF-8 as Erlang does: shortest forms only, no surrogates, nothing above U+10FFFF. */
final class Utf8Text {
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private Utf8Text() {}

  /**
   * Tells whether {@code length} bytes at {@code at} are all ASCII, eight at a time. May answer no
   * for the last bytes of a view even when they are.
   */
  static boolean isAscii(ByteView view, long at, int length) {
    if (length == 0) {
      return true;
    }
    if (at + length + 8 > view.size()) {
      return false;
    }
    long last = at + length - 8;
    long bits = 0;
    long i = at;
    for (; i < last; i += 8) {
      bits |= view.i64(i);
    }
    // One to eight bytes are left; those behind them are shifted out.
    bits |= view.i64(i) >>> (8 * (i - last));
    return (bits & NOT_ASCII) == 0;
  }

  /**
   * The number of characters in {@code length} bytes at {@code at}, or -1 when they are not valid
   * UTF-8.
   */
  static int characters(ByteView view, long at, int length) {
    int characters = 0;
    long i = at;
    while (i < at + length) {
      int sequence = sequenceLength(view, i, at + length);
      if (sequence < 0) {
        return -1;
      }
      i += sequence;
      characters++;
    }
    return characters;
  }

  /** The length of the well-formed sequence at {@code at}, or -1. */
  private static int sequenceLength(ByteView view, long at, long end) {
    int lead = view.u8(at);
    if (lead < 0x80) {
      return 1;
    }
    int length = lead < 0xC2 ? -1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : -1;
    if (length < 0 || end - at < length || !isSecond(lead, view.u8(at + 1))) {
      return -1;
    }
    for (int i = 2; i < length; i++) {
      if ((view.u8(at + i) & 0xC0) != 0x80) {
        return -1;
      }
    }
    return length;
  }

  /** The second byte decides on overlong forms, surrogates, and the end of Unicode. */
  private static boolean isSecond(int lead, int second) {
    int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    return second >= lowest && second <= highest;
  }
}
