package io.detsguard.storage.term;

/** Compares encoded binaries and bitstrings: bit by bit, and a start before what it starts. */
final class BitstringOrder {
  private BitstringOrder() {}

  static int compare(ByteView a, long aAt, ByteView b, long bAt) {
    if (a.u8(aAt) == TermTag.BINARY && b.u8(bAt) == TermTag.BINARY) {
      return a.compareBytes(aAt + 5, a.u32(aAt + 1), b, bAt + 5, b.u32(bAt + 1));
    }
    long aBits = bits(a, aAt);
    long bBits = bits(b, bAt);
    long common = Math.min(aBits, bBits);
    long whole = common / 8;
    int byBytes = a.compareBytes(data(a, aAt), whole, b, data(b, bAt), whole);
    if (byBytes != 0) {
      return byBytes;
    }
    int rest = (int) (common % 8);
    int byRest =
        rest == 0
            ? 0
            : Integer.compare(
                a.u8(data(a, aAt) + whole) >>> (8 - rest),
                b.u8(data(b, bAt) + whole) >>> (8 - rest));
    return byRest != 0 ? byRest : Long.compare(aBits, bBits);
  }

  private static long bits(ByteView view, long at) {
    long bytes = view.u32(at + 1);
    if (view.u8(at) == TermTag.BINARY || bytes == 0) {
      return 8 * bytes;
    }
    return 8 * (bytes - 1) + view.u8(at + 5);
  }

  private static long data(ByteView view, long at) {
    return view.u8(at) == TermTag.BINARY ? at + 5 : at + 6;
  }
}
