package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;

/**
 * The 128-bit hash of a stored encoding, of which a {@link io.detsguard.domain.check.RecordDigest}
 * is the sum.
 *
 * <p>It is MurmurHash3_x64_128 with seed 0, a published function with many independent
 * implementations: digests are kept in manifests for years, so this is a format, and anybody must
 * be able to compute it. In full, all arithmetic modulo 2^64, {@code <<<} a rotation, words of 8
 * bytes with the least significant byte first:
 *
 * <pre>
 *  C1 = 87c37b91114253d5   C2 = 4cf5ad432745937f        h1 = h2 = 0
 *
 *  for each 16 bytes, as words k1 and k2:
 *    h1 ^= ((k1 * C1) &lt;&lt;&lt; 31) * C2    h1 = ((h1 &lt;&lt;&lt; 27) + h2) * 5 + 52dce729
 *    h2 ^= ((k2 * C2) &lt;&lt;&lt; 33) * C1    h2 = ((h2 &lt;&lt;&lt; 31) + h1) * 5 + 38495ab5
 *
 *  the last 0 to 15 bytes, padded with zeros to words k1 and k2:
 *    h1 ^= ((k1 * C1) &lt;&lt;&lt; 31) * C2    h2 ^= ((k2 * C2) &lt;&lt;&lt; 33) * C1
 *
 *  h1 ^= length, h2 ^= length
 *  h1 += h2, h2 += h1, h1 = mix(h1), h2 = mix(h2), h1 += h2, h2 += h1
 *
 *  mix(x):  x ^= x &gt;&gt;&gt; 33   x *= ff51afd7ed558ccd   x ^= x &gt;&gt;&gt; 33   x *= c4ceb9fe1a85ec53   x ^= x &gt;&gt;&gt; 33
 * </pre>
 *
 * The hash is {@code h1} as the upper and {@code h2} as the lower 64 bits. It notices accidents; it
 * is no defence against somebody who chooses the bytes. One instance holds one result and serves
 * one thread.
 */
final class RecordHash {
  private static final long C1 = 0x87c37b91114253d5L;
  private static final long C2 = 0x4cf5ad432745937fL;

  private long high;
  private long low;

  /** Hashes {@code length} bytes at {@code at}; the result is in {@link #high} and {@link #low}. */
  void hash(ByteView view, long at, long length) {
    long h1 = 0;
    long h2 = 0;
    long end = at + length;
    long tail = end - (length & 15);
    for (long p = at; p < tail; p += 16) {
      h1 ^= mix1(view.i64le(p));
      h1 = (Long.rotateLeft(h1, 27) + h2) * 5 + 0x52dce729;
      h2 ^= mix2(view.i64le(p + 8));
      h2 = (Long.rotateLeft(h2, 31) + h1) * 5 + 0x38495ab5;
    }
    h1 ^= mix1(word(view, tail, end));
    h2 ^= mix2(word(view, tail + 8, end));
    finish(h1 ^ length, h2 ^ length);
  }

  /** The upper 64 bits of the last hash. */
  long high() {
    return high;
  }

  /** The lower 64 bits of the last hash. */
  long low() {
    return low;
  }

  // A word of zeros leaves the state as it is, so an absent tail needs no case of its own.
  private static long word(ByteView view, long at, long end) {
    long bytes = Math.min(end - at, 8);
    if (bytes == 8) {
      return view.i64le(at);
    }
    if (end >= 8 && bytes > 0) {
      return view.i64le(end - 8) >>> 8 * (8 - bytes);
    }
    return wordOfFewBytes(view, at, end);
  }

  private static long wordOfFewBytes(ByteView view, long at, long end) {
    long word = 0;
    for (long p = end - 1; p >= at; p--) {
      word = word << 8 | view.u8(p);
    }
    return word;
  }

  private void finish(long h1, long h2) {
    long a = avalanche(h1 + h2);
    long b = avalanche(h1 + h2 + h2);
    high = a + b;
    low = a + b + b;
  }

  private static long mix1(long word) {
    return Long.rotateLeft(word * C1, 31) * C2;
  }

  private static long mix2(long word) {
    return Long.rotateLeft(word * C2, 33) * C1;
  }

  private static long avalanche(long value) {
    long x = (value ^ value >>> 33) * 0xff51afd7ed558ccdL;
    x = (x ^ x >>> 33) * 0xc4ceb9fe1a85ec53L;
    return x ^ x >>> 33;
  }
}
