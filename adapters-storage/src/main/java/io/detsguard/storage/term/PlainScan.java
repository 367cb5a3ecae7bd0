package io.detsguard.storage.term;

/**
 * Accepts stored objects that are made as nearly all are, and says nothing of others.
 *
 * <p>Such an object lies in the buffer of its view. It is a small tuple of integers, floats,
 * binaries, atoms, strings, and of tuples, lists and maps of them, nested a few levels deep; the
 * keys of its maps are, byte for byte, those of maps that {@link TermScanner} has met. Of any other
 * object, and of a damaged one, that scanner is the judge: each rule here is one of its rules, or
 * stricter.
 *
 * <p>Positions are indexes of the buffer's array, in which eight bytes can be read at each position
 * before a limit ({@link ByteView#buffer()}). An instance serves one thread.
 */
final class PlainScan {
  /** What takes the place of a position when the terms are not plain. */
  private static final int NOT_PLAIN = -1;

  private static final int MAX_DEPTH = 16;
  private static final int MAX_ATOM_BYTES = 255;

  /** The bits of a float's first two bytes that are all set in an infinity and in no number. */
  private static final int EXPONENT = 0x7FF0;

  private final KnownMaps known;
  private long base;
  private int keyStart;
  private int keyEnd;
  private int end;

  /** A scan that accepts the maps that are known. */
  PlainScan(KnownMaps known) {
    this.known = known;
  }

  /** Scans an object as {@link TermScanner#scanObject} does, and tells whether it accepts it. */
  boolean accepts(ByteView view, long at, long limit, int keyPosition) {
    if (at >= limit || !view.isFetched(at, limit)) {
      return false;
    }
    int start = view.bufferIndex(at);
    base = at - start;
    return accepts(view.buffer(), start, view.bufferIndex(limit), keyPosition);
  }

  private boolean accepts(byte[] bytes, int at, int limit, int keyPosition) {
    int arity = bytes[at + 2] & 0xFF;
    if (bytes[at] != (byte) TermTag.VERSION
        || bytes[at + 1] != TermTag.SMALL_TUPLE
        || arity < keyPosition) {
      return false;
    }
    keyStart = terms(bytes, at + 3, limit, keyPosition - 1, 0);
    keyEnd = keyStart < 0 ? NOT_PLAIN : terms(bytes, keyStart, limit, 1, 0);
    end = keyEnd < 0 ? NOT_PLAIN : terms(bytes, keyEnd, limit, arity - keyPosition, 0);
    return end >= 0;
  }

  /** Where in the view the key of the object last accepted starts. */
  long keyStart() {
    return base + keyStart;
  }

  /** The position after that key. */
  long keyEnd() {
    return base + keyEnd;
  }

  /** The position after the object last accepted. */
  long end() {
    return base + end;
  }

  private int terms(byte[] bytes, int start, int limit, int count, int depth) {
    int at = depth > MAX_DEPTH ? NOT_PLAIN : start;
    for (int left = count; left > 0 && at >= 0; left--) {
      at = term(bytes, at, limit, depth);
    }
    return at;
  }

  private int term(byte[] bytes, int at, int limit, int depth) {
    if (at >= limit) {
      return NOT_PLAIN;
    }
    int next =
        switch (bytes[at]) {
          case TermTag.SMALL_INTEGER -> at + 2;
          case TermTag.INTEGER -> at + 5;
          case TermTag.NIL -> at + 1;
          case TermTag.BINARY -> binary(at + 5, limit, i32(bytes, at + 1));
          case TermTag.SMALL_ATOM_UTF8 -> ascii(bytes, at + 2, limit, bytes[at + 1] & 0xFF);
          case TermTag.ATOM -> latin1(at + 3, u16(bytes, at + 1));
          case TermTag.STRING -> at + 3 + u16(bytes, at + 1);
          case TermTag.SMALL_BIG -> at + 3 + (bytes[at + 1] & 0xFF);
          case TermTag.NEW_FLOAT -> isFinite(u16(bytes, at + 1)) ? at + 9 : NOT_PLAIN;
          case TermTag.SMALL_TUPLE -> terms(bytes, at + 2, limit, bytes[at + 1] & 0xFF, depth + 1);
          case TermTag.LIST -> list(bytes, at + 5, limit, i32(bytes, at + 1), depth + 1);
          case TermTag.MAP -> map(bytes, at + 5, limit, i32(bytes, at + 1), depth + 1);
          default -> NOT_PLAIN;
        };
    return next > limit ? NOT_PLAIN : next;
  }

  private static int binary(int at, int limit, int length) {
    return length < 0 || length > limit - at ? NOT_PLAIN : at + length;
  }

  private static int latin1(int at, int length) {
    return length > MAX_ATOM_BYTES ? NOT_PLAIN : at + length;
  }

  private static int ascii(byte[] bytes, int at, int limit, int length) {
    int end = at + length;
    if (end > limit) {
      return NOT_PLAIN;
    }
    int signs = 0;
    for (int i = at; i < end; i++) {
      signs |= bytes[i];
    }
    return signs < 0 ? NOT_PLAIN : end;
  }

  private static boolean isFinite(int firstBytes) {
    return (firstBytes & EXPONENT) != EXPONENT;
  }

  /** So many elements and a tail. */
  private int list(byte[] bytes, int at, int limit, int count, int depth) {
    return count <= 0 || count > limit - at ? NOT_PLAIN : terms(bytes, at, limit, count + 1, depth);
  }

  private int map(byte[] bytes, int start, int limit, int pairs, int depth) {
    if (pairs <= 1) {
      return pairs < 0 ? NOT_PLAIN : terms(bytes, start, limit, 2 * pairs, depth);
    }
    KnownKeys keys = start >= limit ? KnownKeys.NONE : known.likely(bytes, start, pairs);
    int at = keys.count() == pairs && depth <= MAX_DEPTH ? start : NOT_PLAIN;
    for (int key = 0; key < pairs && at >= 0; key++) {
      int length = keys.lengthAt(key, bytes, at, limit);
      at = length == 0 ? NOT_PLAIN : term(bytes, at + length, limit, depth);
    }
    return at;
  }

  private static int u16(byte[] bytes, int at) {
    return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
  }

  private static int i32(byte[] bytes, int at) {
    return Integer.reverseBytes(ByteView.i32le(bytes, at));
  }
}
