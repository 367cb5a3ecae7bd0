package io.detsguard.storage.term;

import static io.detsguard.storage.term.HashMix.GOLDEN;
import static io.detsguard.storage.term.HashMix.block;
import static io.detsguard.storage.term.HashMix.one;
import static io.detsguard.storage.term.HashMix.two;

import java.util.Arrays;

/**
 * Erlang's {@code phash2}, computed straight from an encoded term: the hash that assigns a key to
 * its slot. {@code docs/dets-format.md}, "phash2".
 *
 * <p>Terms that are equal ({@code =:=}) hash alike however they are encoded. Nothing is built and
 * nothing recurses; a term may nest as deep as {@link TermScanner} lets it. An instance keeps its
 * stack from call to call and serves one thread.
 */
public final class PortableHash {
  private static final int RANGE_MASK = (1 << 27) - 1;

  /** The value of the empty list when nothing precedes it. */
  private static final int FIRST_NIL = (int) 3468870702L;

  private static final int K_NIL = 2 * GOLDEN;
  private static final int K_ATOM = 3 * GOLDEN;
  private static final int K_BYTES = 4 * GOLDEN;
  private static final int K_PID = 5 * GOLDEN;
  private static final int K_PORT = 6 * GOLDEN;
  private static final int K_REFERENCE = 7 * GOLDEN;
  private static final int K_TUPLE = 9 * GOLDEN;
  private static final int K_NEGATIVE = 10 * GOLDEN;
  private static final int K_POSITIVE = 11 * GOLDEN;
  private static final int K_FLOAT = 12 * GOLDEN;
  private static final int K_BINARY = 13 * GOLDEN;
  private static final int K_EXPORT = 14 * GOLDEN;
  private static final int K_BITS = 15 * GOLDEN;
  private static final int K_MAP = 16 * GOLDEN;
  private static final int K_MAP_END = 19 * GOLDEN;

  /** What to do next in an open container; the first word of its frame. */
  private static final int ELEMENTS = 0;

  private static final int CELLS = 1;
  private static final int PAIR_KEY = 2;
  private static final int PAIR_VALUE = 3;
  private static final int PAIR_DONE = 4;

  /**
   * The words of a frame: what to do next, terms or pairs left, and two that depend on the kind.
   */
  private static final int FRAME_WORDS = 4;

  private static final int LEFT = 1;

  /** List: the bytes gathered so far. Map: the exclusive or of the pairs so far. */
  private static final int GATHERED = 2;

  /** List: how many bytes are gathered. Map: the running value at its start. */
  private static final int KEPT = 3;

  private int[] frames = new int[16 * FRAME_WORDS];
  private int top;
  private long at;

  /**
   * The hash of the term in {@code [start, end)}, tag first, without a version byte.
   *
   * @return 0 to 2^27 - 1
   */
  public int hash(ByteView view, long start, long end) {
    at = start;
    top = -FRAME_WORDS;
    int h = term(view, 0);
    while (top >= 0) {
      h = step(view, h);
    }
    if (at != end) {
      throw new IllegalArgumentException("the term ends at " + at + ", not at " + end);
    }
    return h & RANGE_MASK;
  }

  private int step(ByteView view, int h) {
    return switch (frames[top]) {
      case ELEMENTS -> element(view, h);
      case CELLS -> cells(view, h);
      case PAIR_KEY -> pairKey(view);
      case PAIR_VALUE -> {
        frames[top] = PAIR_DONE;
        yield term(view, h);
      }
      default -> pairDone(h);
    };
  }

  private int element(ByteView view, int h) {
    if (frames[top + LEFT] == 0) {
      top -= FRAME_WORDS;
      return h;
    }
    frames[top + LEFT]--;
    return term(view, h);
  }

  private int pairKey(ByteView view) {
    if (frames[top + LEFT] > 0) {
      frames[top] = PAIR_VALUE;
      return term(view, 0);
    }
    int h = one(frames[top + GATHERED], K_MAP_END, frames[top + KEPT]);
    top -= FRAME_WORDS;
    return h;
  }

  private int pairDone(int h) {
    frames[top + GATHERED] ^= h;
    frames[top + LEFT]--;
    frames[top] = PAIR_KEY;
    return h;
  }

  /** Hashes a run of cells: up to the next element that is a term by itself, or to the end. */
  private int cells(ByteView view, int h) {
    while (frames[top + LEFT] > 0) {
      int value = byteElement(view);
      frames[top + LEFT]--;
      if (value < 0) {
        return term(view, flush(h));
      }
      h = gather(value, h);
    }
    return tail(view, h);
  }

  private int tail(ByteView view, int h) {
    int tag = view.u8(at);
    if (tag == TermTag.LIST) {
      frames[top + LEFT] = (int) view.u32(at + 1);
      at += 5;
      return h;
    }
    if (tag == TermTag.STRING) {
      return stringTail(view, h);
    }
    h = flush(h);
    top -= FRAME_WORDS;
    return term(view, h);
  }

  private int stringTail(ByteView view, int h) {
    long end = at + 3 + view.u16(at + 1);
    for (at += 3; at < end; at++) {
      h = gather(view.u8(at), h);
    }
    h = flush(h);
    top -= FRAME_WORDS;
    return nil(h);
  }

  private int gather(int value, int h) {
    int gathered = frames[top + GATHERED] << 8 | value;
    if (++frames[top + KEPT] < 4) {
      frames[top + GATHERED] = gathered;
      return h;
    }
    frames[top + GATHERED] = 0;
    frames[top + KEPT] = 0;
    return one(gathered, K_BYTES, h);
  }

  private int flush(int h) {
    if (frames[top + KEPT] == 0) {
      return h;
    }
    int gathered = frames[top + GATHERED];
    frames[top + GATHERED] = 0;
    frames[top + KEPT] = 0;
    return one(gathered, K_BYTES, h);
  }

  /** Consumes an element that is an integer 0 to 255, however encoded, or returns -1. */
  private int byteElement(ByteView view) {
    int tag = view.u8(at);
    if (tag == TermTag.SMALL_INTEGER) {
      at += 2;
      return view.u8(at - 1);
    }
    if (tag == TermTag.INTEGER || tag == TermTag.SMALL_BIG || tag == TermTag.LARGE_BIG) {
      return wideByteElement(view, at);
    }
    return -1;
  }

  private int wideByteElement(ByteView view, long element) {
    if (EncodedInteger.magnitudeLength(view, element) > 1
        || EncodedInteger.isNegative(view, element)) {
      return -1;
    }
    at = TermShape.headEnd(view, element);
    return (int) EncodedInteger.magnitudeWord(view, element, 0);
  }

  /** Hashes one whole term, or the head of a container, whose frame it opens. */
  private int term(ByteView view, int h) {
    long start = at;
    int tag = view.u8(start);
    at = TermShape.headEnd(view, start);
    return switch (tag) {
      case TermTag.SMALL_INTEGER -> one(view.u8(start + 1), GOLDEN, h);
      case TermTag.INTEGER -> integer(view.i32(start + 1), h);
      case TermTag.BINARY -> binary(view, start + 5, view.u32(start + 1), h);
      case TermTag.ATOM, TermTag.SMALL_ATOM, TermTag.ATOM_UTF8, TermTag.SMALL_ATOM_UTF8 ->
          atom(atomValue(view, start), h);
      case TermTag.SMALL_TUPLE -> tuple(view.u8(start + 1), h);
      case TermTag.LARGE_TUPLE -> tuple((int) view.u32(start + 1), h);
      case TermTag.NIL -> nil(h);
      case TermTag.STRING -> string(view, start, h);
      case TermTag.LIST -> list((int) view.u32(start + 1), h);
      case TermTag.MAP -> map((int) view.u32(start + 1), h);
      default -> rareTerm(view, start, tag, h);
    };
  }

  private int rareTerm(ByteView view, long start, int tag, int h) {
    return switch (tag) {
      case TermTag.SMALL_BIG, TermTag.LARGE_BIG -> bigInteger(view, start, h);
      case TermTag.NEW_FLOAT -> real(Double.longBitsToDouble(view.i64(start + 1)), h);
      case TermTag.FLOAT -> real(FloatText.parse(view, start + 1), h);
      case TermTag.BIT_BINARY -> bitstring(view, start, h);
      case TermTag.NEW_PID, TermTag.PID ->
          one(view.i32(TermShape.atomEnd(view, start + 1)), K_PID, h);
      case TermTag.PORT, TermTag.NEW_PORT ->
          one(view.i32(TermShape.atomEnd(view, start + 1)), K_PORT, h);
      case TermTag.V4_PORT -> widePort(view.i64(TermShape.atomEnd(view, start + 1)), h);
      case TermTag.REFERENCE -> one(view.i32(TermShape.atomEnd(view, start + 1)), K_REFERENCE, h);
      case TermTag.NEW_REFERENCE ->
          one(view.i32(TermShape.atomEnd(view, start + 3) + 1), K_REFERENCE, h);
      case TermTag.NEWER_REFERENCE ->
          one(view.i32(TermShape.atomEnd(view, start + 3) + 4), K_REFERENCE, h);
      case TermTag.EXPORT -> externalFun(view, start, h);
      case TermTag.NEW_FUN -> localFun(view, start, h);
      default -> throw new IllegalStateException("not a scanned term at " + start);
    };
  }

  private static int integer(int value, int h) {
    if (value >= -(1 << 27) && value < 1 << 27) {
      return one(value, GOLDEN, value < 0 ? one(-value, GOLDEN, h) : h);
    }
    long magnitude = Math.abs((long) value);
    return two((int) magnitude, 0, value < 0 ? K_NEGATIVE : K_POSITIVE, h);
  }

  private static int bigInteger(ByteView view, long start, int h) {
    boolean negative = EncodedInteger.isNegative(view, start);
    int length = EncodedInteger.magnitudeLength(view, start);
    long lowest = EncodedInteger.magnitudeWord(view, start, 0);
    if (length <= 4 && lowest <= Integer.MAX_VALUE) {
      return integer((int) (negative ? -lowest : lowest), h);
    }
    int k = negative ? K_NEGATIVE : K_POSITIVE;
    for (int i = 0; 8L * i < length; i++) {
      long word = EncodedInteger.magnitudeWord(view, start, i);
      h = two((int) word, (int) (word >>> 32), k, h);
    }
    return h;
  }

  private static int real(double value, int h) {
    long bits = Double.doubleToRawLongBits(value == 0.0 ? 0.0 : value);
    return two((int) (bits >>> 32), (int) bits, K_FLOAT, h);
  }

  private static int atom(int value, int h) {
    return h == 0 ? value : one(value, K_ATOM, h);
  }

  /** The hash of an atom's name, in which a letter of Latin-1 counts as its one byte. */
  private static int atomValue(ByteView view, long start) {
    int tag = view.u8(start);
    boolean utf8 = tag == TermTag.SMALL_ATOM_UTF8 || tag == TermTag.ATOM_UTF8;
    long text = TermShape.atomText(view, start);
    long end = text + TermShape.atomLength(view, start);
    int h = 0;
    for (long i = text; i < end; i++) {
      int value = view.u8(i);
      if (utf8 && (value & 0xFE) == 0xC2) {
        i++;
        value = (value << 6 | view.u8(i) & 0x3F) & 0xFF;
      }
      h = (h << 4) + value;
      int overflow = h & 0xF000_0000;
      h = h ^ (overflow >>> 24) ^ overflow;
    }
    return h;
  }

  private static int nil(int h) {
    return h == 0 ? FIRST_NIL : one(2, K_NIL, h);
  }

  private static int binary(ByteView view, long start, long length, int h) {
    return length == 0 ? K_BINARY + h : block(view, start, length, K_BINARY + h);
  }

  private static int bitstring(ByteView view, long start, int h) {
    long length = view.u32(start + 1);
    int bits = view.u8(start + 5);
    if (bits == 8 || length == 0) {
      return binary(view, start + 6, length, h);
    }
    int whole = block(view, start + 6, length - 1, K_BINARY + h);
    return two(bits, view.u8(start + 5 + length) >>> (8 - bits), K_BITS, whole);
  }

  private static int widePort(long number, int h) {
    return two((int) number, (int) (number >>> 32), K_PORT, h);
  }

  private int tuple(int arity, int h) {
    if (arity > 0) {
      open(ELEMENTS, arity, 0);
    }
    return one(arity, K_TUPLE, h);
  }

  private int list(int elements, int h) {
    open(CELLS, elements, 0);
    return h;
  }

  private int string(ByteView view, long start, int h) {
    at = start;
    open(CELLS, 0, 0);
    return stringTail(view, h);
  }

  private int map(int pairs, int h) {
    int started = one(pairs, K_MAP, h);
    if (pairs > 0) {
      open(PAIR_KEY, pairs, started);
    }
    return started;
  }

  private int externalFun(ByteView view, long start, int h) {
    long name = TermShape.atomEnd(view, start + 1);
    long arity = TermShape.atomEnd(view, name);
    at = TermShape.headEnd(view, arity);
    h = two((int) EncodedInteger.asLong(view, arity), atomValue(view, start + 1), GOLDEN, h);
    return one(atomValue(view, name), K_EXPORT, h);
  }

  private int localFun(ByteView view, long start, int h) {
    int free = view.i32(start + TermShape.FUN_FREE_OFFSET);
    long module = start + TermShape.FUN_HEADER_BYTES;
    long oldIndex = TermShape.atomEnd(view, module);
    long oldUniq = TermShape.headEnd(view, oldIndex);
    at = TermShape.end(view, TermShape.headEnd(view, oldUniq));
    h = two(free, atomValue(view, module), GOLDEN, h);
    int index = view.i32(start + TermShape.FUN_INDEX_OFFSET);
    open(ELEMENTS, free, 0);
    return two(index, (int) EncodedInteger.asLong(view, oldUniq), GOLDEN, h);
  }

  private void open(int kind, int left, int kept) {
    top += FRAME_WORDS;
    if (top == frames.length) {
      frames = Arrays.copyOf(frames, 2 * frames.length);
    }
    frames[top] = kind;
    frames[top + LEFT] = left;
    frames[top + GATHERED] = 0;
    frames[top + KEPT] = kept;
  }
}
