package io.detsguard.storage.term;

/**
 * The mixing of 32-bit words that the portable hash is made of: {@code docs/dets-format.md},
 * "phash2". All arithmetic is modulo 2^32.
 */
final class HashMix {
  /** The golden ratio's word; each kind of term has a multiple of it of its own. */
  static final int GOLDEN = 0x9E3779B9;

  private HashMix() {}

  /** Takes one word into the running value {@code h}, under the constant {@code k} of its kind. */
  static int one(int x, int k, int h) {
    return two(x, 0, k, h);
  }

  /**
   * Takes two words into the running value {@code h}, under the constant {@code k} of their kind.
   */
  static int two(int x, int y, int k, int h) {
    int a = k + x;
    int b = k + y;
    int c = h;
    a = (a - b - c) ^ (c >>> 13);
    b = (b - c - a) ^ (a << 8);
    c = (c - a - b) ^ (b >>> 13);
    a = (a - b - c) ^ (c >>> 12);
    b = (b - c - a) ^ (a << 16);
    c = (c - a - b) ^ (b >>> 5);
    a = (a - b - c) ^ (c >>> 3);
    b = (b - c - a) ^ (a << 10);
    return (c - a - b) ^ (b >>> 15);
  }

  /**
   * Takes {@code length} bytes into {@code init}, twelve at a time; mixes even when there are none.
   */
  static int block(ByteView view, long start, long length, int init) {
    int a = GOLDEN;
    int b = GOLDEN;
    int c = init;
    long at = start;
    long left = length;
    boolean last;
    do {
      last = left < 12;
      if (last) {
        c += (int) length;
        a += word(view, at, left);
        b += word(view, at + 4, left - 4);
        c += word(view, at + 8, left - 8) << 8;
      } else {
        a += view.i32le(at);
        b += view.i32le(at + 4);
        c += view.i32le(at + 8);
      }
      a = (a - b - c) ^ (c >>> 13);
      b = (b - c - a) ^ (a << 8);
      c = (c - a - b) ^ (b >>> 13);
      a = (a - b - c) ^ (c >>> 12);
      b = (b - c - a) ^ (a << 16);
      c = (c - a - b) ^ (b >>> 5);
      a = (a - b - c) ^ (c >>> 3);
      b = (b - c - a) ^ (a << 10);
      c = (c - a - b) ^ (b >>> 15);
      at += 12;
      left -= 12;
    } while (!last);
    return c;
  }

  /** Up to four little-endian bytes; those past {@code left} count as zero. */
  private static int word(ByteView view, long at, long left) {
    if (left >= 4) {
      return view.i32le(at);
    }
    int word = 0;
    for (int i = 0; i < left; i++) {
      word |= view.u8(at + i) << (8 * i);
    }
    return word;
  }
}
