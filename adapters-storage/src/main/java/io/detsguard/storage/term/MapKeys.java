package io.detsguard.storage.term;

import java.util.Arrays;

/**
 * Finds a key that a map has twice, which Erlang refuses.
 *
 * <p>While a scan walks a map it notes where each key and each value starts; the notes of nested
 * maps lie above one another as on a stack. When the map ends, its keys get fingerprints of 64
 * bits, and only keys with equal fingerprints are compared. Most maps have atoms, binaries and
 * small integers as keys, all in one encoding: then equal keys are equal bytes. Other keys are
 * fingerprinted by {@link PortableHash} and compared as terms, since one key can be encoded in
 * several ways.
 *
 * <p>The positive and the negative zero count as two keys, as they do from OTP 27 on; OTP 25 takes
 * them for one.
 *
 * <p>A map whose keys are, byte for byte, those of one met before needs none of this; see {@link
 * KnownKeys}.
 *
 * <p>Memory is kept and reused, and little is taken for maps up to the largest seen. Both memory
 * and work are bounded: at most {@value #MAX_NOTES} starts of keys and values in open maps, and
 * {@value #WORK_FACTOR} units of work for each byte of the record and some to begin with, which
 * only keys made to collide, or maps nested in keys many levels deep, can use up.
 */
final class MapKeys {
  private static final int MAX_NOTES = 1 << 24;
  private static final long INITIAL_WORK = 1L << 24;
  private static final long WORK_FACTOR = 64;

  /** Up to this many keys, comparing all pairs of fingerprints is the fastest. */
  private static final int FEW = 8;

  /** How many keys a map may have whose make is remembered. */
  private static final int MAX_KNOWN_KEYS = 64;

  private static final int PLAIN = 1;
  private static final int LATIN1_ATOM = 2;
  private static final int UTF8_ATOM = 4;
  private static final int OTHER = 8;

  private final ScanFault fault;
  private final KnownMaps known;
  private final PortableHash portableHash = new PortableHash();
  private final EncodedTermOrder order = new EncodedTermOrder();

  /** Where keys and values of open maps start, from {@link #base}. */
  private int[] starts = new int[64];

  private int top;
  private long base;
  private long workLeft;

  private long[] fingerprints = new long[FEW];
  private int[] table = new int[4 * FEW];

  /**
   * Finder of repeated keys.
   *
   * @param fault takes the first that is found
   * @param known takes the makes of maps without one
   */
  MapKeys(ScanFault fault, KnownMaps known) {
    this.fault = fault;
    this.known = known;
  }

  /** Forgets the notes, before a scan of a record that starts at {@code at}. */
  void begin(long at, long limit) {
    base = at;
    top = 0;
    workLeft = INITIAL_WORK + WORK_FACTOR * (limit - at);
  }

  /** Makes room for a map that claims {@code pairs} pairs, unless that is too much. */
  boolean mayOpen(long at, int pairs) {
    if (top + 2L * pairs > MAX_NOTES) {
      fault.set(at, "maps that hold at most " + MAX_NOTES / 2 + " keys at once", pairs + " more");
      return false;
    }
    return true;
  }

  /** Notes the start of a key or value of the innermost open map, in the order of the bytes. */
  void note(long at) {
    if (top == starts.length) {
      starts = Arrays.copyOf(starts, 2 * top);
    }
    starts[top++] = (int) (at - base);
  }

  /** Takes the notes of the innermost open map away: all its keys were known. */
  boolean areKnown(int pairs) {
    top -= 2 * pairs;
    return true;
  }

  /** Checks the innermost open map, which has {@code pairs} pairs, and takes its notes away. */
  boolean areDistinct(ByteView view, int pairs) {
    top -= 2 * pairs;
    if (fingerprints.length < pairs) {
      fingerprints = new long[Math.max(pairs, 2 * fingerprints.length)];
    }
    boolean plain = takeFingerprints(view, pairs);
    if (!plain) {
      takePortableHashes(view, pairs);
    }
    boolean distinct =
        pairs <= FEW ? compareAll(view, pairs, plain) : compareByTable(view, pairs, plain);
    if (distinct && plain) {
      remember(view, pairs);
    }
    return distinct;
  }

  /** Has the make of the map remembered, where they are short and few enough. */
  private void remember(ByteView view, int pairs) {
    if (pairs > MAX_KNOWN_KEYS || start(0) + KnownKeys.MAX_BYTES > view.size()) {
      return;
    }
    for (int i = 0; i < pairs; i++) {
      if (length(i) > KnownKeys.MAX_BYTES) {
        return;
      }
    }
    known.remember(view, start(0), KnownKeys.of(view, base, starts, top, pairs));
  }

  private long start(int key) {
    return base + starts[top + 2 * key];
  }

  private int length(int key) {
    return starts[top + 2 * key + 1] - starts[top + 2 * key];
  }

  /** Returns whether equal keys are equal bytes here; else the fingerprints are of no use. */
  private boolean takeFingerprints(ByteView view, int pairs) {
    int kinds = 0;
    for (int i = 0; i < pairs; i++) {
      long start = start(i);
      kinds |= kind(view, start);
      fingerprints[i] = fingerprint(view, start, length(i));
    }
    return kinds < OTHER && (kinds & LATIN1_ATOM) == 0 || kinds < UTF8_ATOM;
  }

  private static int kind(ByteView view, long at) {
    return switch (view.u8(at)) {
      case TermTag.BINARY, TermTag.SMALL_INTEGER, TermTag.NIL -> PLAIN;
      case TermTag.INTEGER -> (view.i32(at + 1) & ~0xFF) == 0 ? OTHER : PLAIN;
      case TermTag.ATOM -> LATIN1_ATOM;
      case TermTag.SMALL_ATOM_UTF8 -> UTF8_ATOM;
      default -> OTHER;
    };
  }

  /** Up to eight bytes are their own fingerprint: the tag in front makes the length part of it. */
  private static long fingerprint(ByteView view, long start, int length) {
    if (length <= 8) {
      return start + 8 <= view.size()
          ? view.i64(start) >>> (64 - 8 * length)
          : lastBytes(view, start, length);
    }
    long h = length;
    for (long i = start; i < start + length - 8; i += 8) {
      h = (h ^ view.i64(i)) * 0x9E3779B97F4A7C15L;
      h ^= h >>> 29;
    }
    return (h ^ view.i64(start + length - 8)) * 0x9E3779B97F4A7C15L;
  }

  private static long lastBytes(ByteView view, long start, int length) {
    long word = 0;
    for (int i = 0; i < length; i++) {
      word = word << 8 | view.u8(start + i);
    }
    return word;
  }

  private void takePortableHashes(ByteView view, int pairs) {
    for (int i = 0; i < pairs && workLeft >= 0; i++) {
      long start = start(i);
      workLeft -= length(i);
      fingerprints[i] = portableHash.hash(view, start, start + length(i));
    }
  }

  private boolean compareAll(ByteView view, int pairs, boolean plain) {
    for (int i = 1; i < pairs; i++) {
      for (int j = 0; j < i; j++) {
        if (fingerprints[i] == fingerprints[j] && isRepeated(view, i, j, plain)) {
          return false;
        }
      }
    }
    return isWithinBounds();
  }

  /** An open-addressed table of the keys met, each as its number plus 1. */
  private boolean compareByTable(ByteView view, int pairs, boolean plain) {
    int size = Integer.highestOneBit(pairs) * 4;
    if (table.length < size) {
      table = new int[size];
    } else {
      Arrays.fill(table, 0, size, 0);
    }
    for (int i = 0; i < pairs && workLeft >= 0; i++) {
      int slot = slot(fingerprints[i], size);
      for (; table[slot] != 0; slot = (slot + 1) & (size - 1)) {
        int j = table[slot] - 1;
        workLeft--;
        if (fingerprints[i] == fingerprints[j] && isRepeated(view, i, j, plain)) {
          return false;
        }
      }
      table[slot] = i + 1;
    }
    return isWithinBounds();
  }

  private static int slot(long fingerprint, int size) {
    return (int) (fingerprint * 0x9E3779B97F4A7C15L >>> 33) & (size - 1);
  }

  private boolean isRepeated(ByteView view, int i, int j, boolean plain) {
    if (workLeft < 0 || !areSame(view, i, j, plain)) {
      return false;
    }
    fault.set(start(i), "keys of a map that differ", "a key that the map has already");
    return true;
  }

  private boolean areSame(ByteView view, int i, int j, boolean plain) {
    if (length(i) == length(j)) {
      workLeft -= length(i);
      if (view.sameBytes(start(i), view, start(j), length(i))) {
        return true;
      }
    }
    return !plain && areEqual(view, start(i), start(j));
  }

  private boolean areEqual(ByteView view, long one, long other) {
    boolean equal = order.compare(view, one, view, other) == 0;
    workLeft -= order.stepsTaken();
    return equal;
  }

  private boolean isWithinBounds() {
    if (workLeft < 0) {
      fault.set(base, "keys of maps that are told apart by bounded work", "more of them alike");
      return false;
    }
    return true;
  }
}
