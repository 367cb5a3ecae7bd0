package io.detsguard.storage.term;

/**
 * Compares the names of encoded atoms by code points, whether they are stored as Latin-1 or as
 * UTF-8.
 */
final class AtomOrder {
  private AtomOrder() {}

  static int compare(ByteView a, long aAt, ByteView b, long bAt) {
    long aText = TermShape.atomText(a, aAt);
    long bText = TermShape.atomText(b, bAt);
    int aLength = TermShape.atomLength(a, aAt);
    int bLength = TermShape.atomLength(b, bAt);
    boolean aUtf8 = isUtf8(a, aAt);
    if (aUtf8 == isUtf8(b, bAt)) {
      // The bytes of UTF-8, like those of Latin-1, are in the order of the code points.
      return a.compareBytes(aText, aLength, b, bText, bLength);
    }
    return aUtf8
        ? -compareLatin1(b, bText, bLength, a, aText, aLength)
        : compareLatin1(a, aText, aLength, b, bText, bLength);
  }

  private static boolean isUtf8(ByteView view, long at) {
    int tag = view.u8(at);
    return tag == TermTag.SMALL_ATOM_UTF8 || tag == TermTag.ATOM_UTF8;
  }

  private static int compareLatin1(
      ByteView latin1, long start, int length, ByteView utf8, long utf8Start, int utf8Length) {
    long other = utf8Start;
    long otherEnd = utf8Start + utf8Length;
    for (long i = start; i < start + length; i++) {
      if (other == otherEnd) {
        return 1;
      }
      int lead = utf8.u8(other);
      if (lead > 0xC3) {
        return -1;
      }
      int character = lead < 0x80 ? lead : (lead << 6 | utf8.u8(other + 1) & 0x3F) & 0xFF;
      if (latin1.u8(i) != character) {
        return Integer.compare(latin1.u8(i), character);
      }
      other += lead < 0x80 ? 1 : 2;
    }
    return other == otherEnd ? 0 : -1;
  }
}
