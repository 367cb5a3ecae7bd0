package io.detsguard.storage.term;

import java.util.Arrays;

/**
 * Checks encoded terms without building them, and finds the key of a stored object.
 *
 * <p>A scan accepts what {@code binary_to_term} of Erlang/OTP 25 accepts, so that a term that
 * passes is one that a table's owner can read. It is stricter on purpose, on what no Erlang writes:
 *
 * <ul>
 *   <li>only the tags of {@code docs/dets-format.md}, "External term format, as found in DETS
 *       files", and compression around a whole object only;
 *   <li>no list that claims zero elements in front of its tail, no reference of zero words, no
 *       decimal comma in the text of a float;
 *   <li>at most {@value #MAX_DEPTH} open containers, and keys of maps that can be told apart with
 *       bounded work ({@link MapKeys}).
 * </ul>
 *
 * <p>It is less strict where the answer is not in the bytes: whether the two zeros are one key of a
 * map depends on the release, and which numbers a node's own pids may have on the node.
 *
 * <p>Nothing at or beyond the limit is read, every count is compared with the bytes left before it
 * is used, no method recurses, and damaged bytes throw no exception. An instance keeps its stacks
 * from call to call and serves one thread.
 */
public final class TermScanner {
  /** What a scan returns instead of a position; {@link #faultAt()} and the others describe it. */
  public static final long FAULT = ScanFault.FAULT;

  /** How many containers may be open at once. Erlang has no such limit. */
  public static final int MAX_DEPTH = 100_000;

  /** More elements than any record has bytes. */
  private static final long UNREADABLE_COUNT = Long.MAX_VALUE / 4;

  private final ScanFault fault = new ScanFault();
  private final LeafScan leaves = new LeafScan(fault);
  private final KnownMaps knownMaps = new KnownMaps();
  private final MapKeys keys = new MapKeys(fault, knownMaps);
  private final PlainScan plain = new PlainScan(knownMaps);

  /**
   * For each open container but the innermost two words: the terms left in it, and its pairs when
   * it is a map whose keys are noted.
   */
  private int[] outer = new int[64];

  /** For each open container but the innermost the keys that it has had so far, if known. */
  private KnownKeys[] outerKnown = new KnownKeys[32];

  private int depth;

  private ByteView keyView = ByteView.of(new byte[0]);
  private long keyStart;
  private long keyEnd;

  /**
   * Scans a stored object: a version byte, then a tuple of at least {@code keyPosition} elements,
   * perhaps compressed.
   *
   * @param at where the version byte is
   * @param limit the position after the last byte that may belong to the object
   * @param keyPosition which element of the tuple is the key, from 1
   * @return the position after the object, at most {@code limit}, or {@link #FAULT}
   */
  public long scanObject(ByteView view, long at, long limit, int keyPosition) {
    if (plain.accepts(view, at, limit, keyPosition)) {
      keyView = view;
      keyStart = plain.keyStart();
      keyEnd = plain.keyEnd();
      return plain.end();
    }
    return scanThoroughly(view, at, limit, keyPosition);
  }

  private long scanThoroughly(ByteView view, long at, long limit, int keyPosition) {
    fault.clear();
    long end = Math.min(limit, view.size());
    if (at >= end || view.u8(at) != TermTag.VERSION) {
      String found = at >= end ? "no bytes" : "byte " + view.u8(at);
      return fault.set(at, "the version byte 131", found);
    }
    if (end - at > 1 && view.u8(at + 1) == TermTag.COMPRESSED) {
      return scanCompressed(view, at + 1, end, keyPosition);
    }
    return scanTuple(view, at + 1, end, keyPosition);
  }

  /**
   * Scans one term without a version byte.
   *
   * @param at where the term's tag is
   * @param limit the position after the last byte that may belong to the term
   * @return the position after the term, at most {@code limit}, or {@link #FAULT}
   */
  public long scanTerm(ByteView view, long at, long limit) {
    fault.clear();
    return scanOne(view, at, Math.min(limit, view.size()));
  }

  /** Where the key of the object last scanned starts, in {@link #keyView()}. */
  public long keyStart() {
    return keyStart;
  }

  /** The position after the key of the object last scanned, in {@link #keyView()}. */
  public long keyEnd() {
    return keyEnd;
  }

  /** The view that was scanned, or for a compressed object one of its inflated bytes. */
  public ByteView keyView() {
    return keyView;
  }

  /** The position, in the view given to the scan, of what could not be accepted. */
  public long faultAt() {
    return fault.at();
  }

  /** What a readable object would have had there. */
  public String faultExpected() {
    return fault.expected();
  }

  /** What is there. */
  public String faultFound() {
    return fault.found();
  }

  /** Tells whether the term is readable, but not a tuple with the element that is the key. */
  public boolean faultIsShape() {
    return fault.isShape();
  }

  private long scanCompressed(ByteView view, long at, long limit, int keyPosition) {
    CompressedTerm compressed = CompressedTerm.inflate(view, at, limit, fault);
    if (compressed.end() == FAULT) {
      return FAULT;
    }
    ByteView inflated = compressed.inflated();
    long end = scanTuple(inflated, 0, inflated.size(), keyPosition);
    return end == FAULT ? fault.setInflated(at) : compressed.end();
  }

  private long scanTuple(ByteView view, long at, long limit, int keyPosition) {
    long first = at + (at < limit && view.u8(at) == TermTag.SMALL_TUPLE ? 2 : 5);
    long arity = first <= limit ? arity(view, at) : -1;
    if (arity < keyPosition) {
      return scanOther(view, at, limit, arity, keyPosition);
    }
    if (arity > limit - first) {
      return fault.setTooLong(view, at, limit);
    }
    keyView = view;
    keys.begin(at, limit);
    keyStart = scan(view, first, limit, keyPosition - 1);
    keyEnd = keyStart == FAULT ? FAULT : scan(view, keyStart, limit, 1);
    return keyEnd == FAULT ? FAULT : scan(view, keyEnd, limit, arity - keyPosition);
  }

  private static long arity(ByteView view, long at) {
    return switch (view.u8(at)) {
      case TermTag.SMALL_TUPLE -> view.u8(at + 1);
      case TermTag.LARGE_TUPLE -> view.u32(at + 1);
      default -> -1;
    };
  }

  /** Something without a key: a fault in any case, but of which kind? */
  private long scanOther(ByteView view, long at, long limit, long arity, int keyPosition) {
    if (scanOne(view, at, limit) == FAULT) {
      return FAULT;
    }
    String found = arity < 0 ? TermTag.name(view.u8(at)) : "a tuple of " + arity;
    return fault.setShape(at, "a tuple of at least " + keyPosition + " elements", found);
  }

  private long scanOne(ByteView view, long at, long limit) {
    keys.begin(at, limit);
    return scan(view, at, limit, 1);
  }

  /** Scans {@code terms} terms in a row, and returns the position after the last one. */
  private long scan(ByteView view, long start, long limit, long terms) {
    long at = start;
    long pending = terms;
    int pairs = 0;
    KnownKeys known = KnownKeys.NONE;
    depth = 0;
    while (true) {
      while (pending == 0) {
        if (pairs != 0 && !endMap(view, pairs, known)) {
          return FAULT;
        }
        if (depth == 0) {
          return at;
        }
        depth -= 2;
        pending = outer[depth];
        pairs = outer[depth + 1];
        known = outerKnown[depth >> 1];
      }
      if (at >= limit) {
        return fault.set(at, "a term", "the end of the record");
      }
      if (pairs != 0) {
        keys.note(at);
        if (known != KnownKeys.NONE && (pending & 1) == 0) {
          int length = knownKey(view, at, limit, known, pairs - (int) (pending >> 1));
          if (length == 0) {
            known = KnownKeys.NONE;
          } else {
            at += length;
            pending--;
            keys.note(at);
          }
        }
      }
      pending--;
      int tag = view.u8(at);
      long children = 0;
      long next;
      switch (tag) {
        case TermTag.NIL -> next = at + 1;
        case TermTag.SMALL_INTEGER -> next = at + 2;
        case TermTag.INTEGER -> next = at + 5;
        case TermTag.BINARY -> next = at + 5 + count(view, at, limit);
        case TermTag.STRING ->
            next = limit - at < 3 ? LeafScan.TOO_LONG : at + 3 + view.u16(at + 1);
        case TermTag.ATOM, TermTag.SMALL_ATOM, TermTag.ATOM_UTF8, TermTag.SMALL_ATOM_UTF8 ->
            next = leaves.atom(view, at, limit);
        case TermTag.SMALL_TUPLE -> {
          children = limit - at < 2 ? UNREADABLE_COUNT : view.u8(at + 1);
          next = at + 2;
        }
        case TermTag.LARGE_TUPLE -> {
          children = count(view, at, limit);
          next = at + 5;
        }
        case TermTag.LIST -> {
          children = 1 + count(view, at, limit);
          next = children == 1 ? emptyList(at) : at + 5;
        }
        case TermTag.MAP -> {
          children = 2 * count(view, at, limit);
          next = at + 5;
        }
        case TermTag.NEW_FUN -> {
          next = leaves.funHead(view, at, limit);
          children = next < 0 || next > limit ? 0 : 1 + view.u32(at + TermShape.FUN_FREE_OFFSET);
        }
        default -> next = leaves.rareEnd(view, at, limit, tag);
      }
      if (next == FAULT) {
        return FAULT;
      }
      if (next > limit || children > limit - next) {
        return fault.setTooLong(view, at, limit);
      }
      if (children != 0) {
        if (!open(at, (int) pending, pairs, known)) {
          return FAULT;
        }
        pending = children;
        pairs = tag == TermTag.MAP && children > 2 ? (int) (children >> 1) : 0;
        if (pairs != 0 && !keys.mayOpen(at, pairs)) {
          return FAULT;
        }
        known = pairs != 0 ? knownMaps.likely(view, next, pairs) : KnownKeys.NONE;
      }
      at = next;
    }
  }

  private static long count(ByteView view, long at, long limit) {
    return limit - at < 5 ? UNREADABLE_COUNT : view.u32(at + 1);
  }

  private long emptyList(long at) {
    return fault.set(at, "a list of at least one element", "a count of 0");
  }

  private boolean endMap(ByteView view, int pairs, KnownKeys known) {
    return known != KnownKeys.NONE ? keys.areKnown(pairs) : keys.areDistinct(view, pairs);
  }

  /** The length of a key when it is the known one and a value can follow it, else 0. */
  private static int knownKey(ByteView view, long at, long limit, KnownKeys known, int key) {
    if (at + KnownKeys.MAX_BYTES > view.size()) {
      return 0;
    }
    int length = known.lengthAt(key, view, at);
    return at + length < limit ? length : 0;
  }

  /** Sets the container that holds the one at {@code at} aside. */
  private boolean open(long at, int pending, int pairs, KnownKeys known) {
    if (depth == 2 * MAX_DEPTH) {
      fault.set(at, "at most " + MAX_DEPTH + " open containers", "one more");
      return false;
    }
    if (depth == outer.length) {
      outer = Arrays.copyOf(outer, 2 * depth);
      outerKnown = Arrays.copyOf(outerKnown, depth);
    }
    outer[depth] = pending;
    outer[depth + 1] = pairs;
    outerKnown[depth >> 1] = known;
    depth += 2;
    return true;
  }
}
