package io.detsguard.storage.term;

import java.util.Arrays;

/**
 * The makes of the maps met last: of each the keys, each make where the map's number of keys and
 * the start of its first key say. Serves one thread.
 */
final class KnownMaps {
  private static final int BITS = 4;

  private final KnownKeys[] makes = new KnownKeys[1 << BITS];

  KnownMaps() {
    Arrays.fill(makes, KnownKeys.NONE);
  }

  /**
   * The keys of a map met before, of as many pairs, that this one may have, too.
   *
   * @param at where its first key would start
   * @return {@link KnownKeys#NONE} when there is none
   */
  KnownKeys likely(ByteView view, long at, int pairs) {
    return at + KnownKeys.MAX_BYTES > view.size() ? KnownKeys.NONE : likely(view.i64le(at), pairs);
  }

  /** The same for a map in an array, in which eight bytes can be read at {@code at}. */
  KnownKeys likely(byte[] bytes, int at, int pairs) {
    return likely(ByteView.i64le(bytes, at), pairs);
  }

  private KnownKeys likely(long start, int pairs) {
    KnownKeys found = makes[index(start, pairs)];
    return found.count() == pairs ? found : KnownKeys.NONE;
  }

  /**
   * Remembers the keys of a map, which were found in order.
   *
   * @param at where the first one starts; eight bytes can be read there
   */
  void remember(ByteView view, long at, KnownKeys keys) {
    makes[index(view.i64le(at), keys.count())] = keys;
  }

  private static int index(long start, int pairs) {
    return (int) ((firstKey(start) ^ pairs) * 0x9E3779B97F4A7C15L >>> Long.SIZE - BITS);
  }

  /** The first bytes of the first key, of a short atom without those that follow it. */
  private static long firstKey(long start) {
    int length =
        switch ((int) start & 0xFF) {
          case TermTag.SMALL_ATOM_UTF8 -> 2 + ((int) start >>> 8 & 0xFF);
          case TermTag.ATOM -> 3 + ((int) start >>> 16 & 0xFF);
          default -> Long.BYTES;
        };
    return length < Long.BYTES ? start << Long.SIZE - Byte.SIZE * length : start;
  }
}
