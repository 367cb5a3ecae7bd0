package io.detsguard.storage.term;

/** Checks UTF-8 as Erlang does: shortest forms only, no surrogates, nothing above U+10FFFF. */
final class Utf8Text {
  private static final long NOT_ASCII = 0x8080_8080_8080_8080L;

  private Utf8Text() {}

  /**
   * The number of characters in {@code length} bytes at {@code at}, or -1 when they are not valid
   * UTF-8.
   */
  static int characters(ByteView view, long at, int length) {
    return isAscii(view, at, length) ? length : decodedCharacters(view, at, at + length);
  }

  private static boolean isAscii(ByteView view, long at, int length) {
    long end = at + length;
    long i = at;
    for (; end - i >= 8; i += 8) {
      if ((view.i64(i) & NOT_ASCII) != 0) {
        return false;
      }
    }
    int rest = (int) (end - i);
    if (rest == 0) {
      return true;
    }
    if (i + 8 <= view.size()) {
      return (view.i64(i) & NOT_ASCII & -1L << (64 - 8 * rest)) == 0;
    }
    return endsInAscii(view, i, end);
  }

  private static boolean endsInAscii(ByteView view, long at, long end) {
    for (long i = at; i < end; i++) {
      if (view.u8(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  private static int decodedCharacters(ByteView view, long at, long end) {
    int characters = 0;
    long i = at;
    while (i < end) {
      int length = sequenceLength(view, i, end);
      if (length < 0) {
        return -1;
      }
      i += length;
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
