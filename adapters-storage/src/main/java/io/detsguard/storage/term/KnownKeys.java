package io.detsguard.storage.term;

/**
 * The keys of a map that was found in order, by their bytes: the maps of a table are mostly of one
 * make, and a map with the same keys in the same order need not be examined again.
 *
 * <p>The keys have at most {@value #MAX_BYTES} bytes each, and are of kinds that are equal only
 * when their bytes are. Immutable: a map that is being walked keeps what it began with.
 */
final class KnownKeys {
  private static final int WORDS = 3;

  /** The longest key that is remembered. */
  static final int MAX_BYTES = WORDS * Long.BYTES;

  /** No keys. */
  static final KnownKeys NONE = new KnownKeys(0);

  private final int[] lengths;

  /** Three for each key, the first byte lowest, padded with zeros. */
  private final long[] words;

  private KnownKeys(int keys) {
    this.lengths = new int[keys];
    this.words = new long[keys * WORDS];
  }

  /**
   * Remembers keys.
   *
   * @param starts for each key where it starts and where its value does, less {@code base}
   * @param from the index of the first key in {@code starts}
   */
  static KnownKeys of(ByteView view, long base, int[] starts, int from, int keys) {
    KnownKeys known = new KnownKeys(keys);
    for (int key = 0; key < keys; key++) {
      int start = starts[from + 2 * key];
      known.set(key, view, base + start, starts[from + 2 * key + 1] - start);
    }
    return known;
  }

  private void set(int key, ByteView view, long at, int length) {
    lengths[key] = length;
    for (int i = 0; i < length; i++) {
      words[key * WORDS + i / Long.BYTES] |= (long) view.u8(at + i) << i % Long.BYTES * 8;
    }
  }

  /** How many keys there are. */
  int count() {
    return lengths.length;
  }

  /**
   * The length of a key when its bytes are at {@code at}, else 0. {@link #MAX_BYTES} bytes must be
   * readable there.
   */
  int lengthAt(int key, ByteView view, long at) {
    int length = lengths[key];
    int word = key * WORDS;
    int rest = length;
    long position = at;
    while (rest > Long.BYTES) {
      if (view.i64le(position) != words[word]) {
        return 0;
      }
      word++;
      position += Long.BYTES;
      rest -= Long.BYTES;
    }
    return (view.i64le(position) ^ words[word]) << (64 - 8 * rest) == 0 ? length : 0;
  }

  /**
   * The same in an array, where a key must end before {@code limit}; eight bytes must be readable
   * at each position before that.
   */
  int lengthAt(int key, byte[] bytes, int at, int limit) {
    int length = lengths[key];
    if (length >= limit - at) {
      return 0;
    }
    int word = key * WORDS;
    int position = at;
    int rest = length;
    while (rest > Long.BYTES) {
      if (ByteView.i64le(bytes, position) != words[word]) {
        return 0;
      }
      word++;
      position += Long.BYTES;
      rest -= Long.BYTES;
    }
    return (ByteView.i64le(bytes, position) ^ words[word]) << (64 - 8 * rest) == 0 ? length : 0;
  }
}
