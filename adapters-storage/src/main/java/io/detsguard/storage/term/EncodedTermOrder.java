package io.detsguard.storage.term;

import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;

/**
 * The order of keys inside a collection, on encoded terms: {@code docs/dets-format.md}, "Term
 * order". Both encodings are walked at once and nothing is built; the tags of the two sides may
 * differ.
 *
 * <p>Files have one of two orders, which differ only where a slot holds integers and floats at the
 * same place of their keys:
 *
 * <ul>
 *   <li>{@linkplain #EncodedTermOrder() the one that updates keep and rely on}: every integer comes
 *       before every float, also inside tuples and lists;
 *   <li>{@linkplain #byValue() the one that Erlang's repair and bulk loading leave}: numbers by
 *       value, and keys of equal value in any order. A table with such a slot is read without
 *       trouble, but its next updates may miss keys that are there.
 * </ul>
 *
 * <p>The input has been accepted by {@link TermScanner}. Terms that nest deeper than {@value
 * #MAX_NESTING} levels before they differ, or whose comparison needs more than a million steps, are
 * {@link #UNDECIDED} unless their bytes are the same. An instance serves one thread.
 */
public final class EncodedTermOrder {
  /**
   * The answer for two terms that are not equal, but whose order is not known: two pids, ports,
   * references or funs; the positive and the negative zero, which are one term up to OTP 26; terms
   * of equal value that differ in integers and floats, inside maps or by value. It is neither
   * negative nor positive in meaning: test for it first.
   */
  public static final int UNDECIDED = Integer.MIN_VALUE;

  /** How deep two terms are compared. */
  public static final int MAX_NESTING = 400;

  /** How an integer and a float are compared. */
  private enum Numbers {
    /** All integers before all floats, except for values of maps: keys of a table. */
    INTEGERS_FIRST,
    /** All integers before all floats, everywhere: keys of a map. */
    INTEGERS_FIRST_IN_MAPS_TOO,
    /** By value, and equal when that is equal: values of a map. */
    BY_VALUE
  }

  private static final int NUMBER = 0;
  private static final int ATOM = 1;
  private static final int REFERENCE = 2;
  private static final int FUN = 3;
  private static final int PORT = 4;
  private static final int PID = 5;
  private static final int TUPLE = 6;
  private static final int MAP = 7;
  private static final int NIL = 8;
  private static final int LIST = 9;
  private static final int BITSTRING = 10;

  /** Terms looked at in one comparison; only maps nested in keys of maps need more than many. */
  private static final int MAX_STEPS = 1 << 20;

  private final PortableHash hash = new PortableHash();
  private final Numbers ofKeys;

  private Numbers numbers;
  private int nesting;
  private int stepsLeft;

  /** Whether some answer since the start was made up, to have a total order at all. */
  private boolean arbitrary;

  /** Whether an integer and a float were taken as equal since the start. */
  private boolean inexact;

  /** After an answer of 0: where the two terms end. */
  private long aEnd;

  private long bEnd;

  /** The order in which updates look for keys, and which a written file should have. */
  public EncodedTermOrder() {
    this(Numbers.INTEGERS_FIRST);
  }

  private EncodedTermOrder(Numbers ofKeys) {
    this.ofKeys = ofKeys;
    this.numbers = ofKeys;
  }

  /** Erlang's order by {@code <}, in which two keys of equal value are {@link #UNDECIDED}. */
  public static EncodedTermOrder byValue() {
    return new EncodedTermOrder(Numbers.BY_VALUE);
  }

  /**
   * Compares the term at {@code aStart} of {@code a} with that at {@code bStart} of {@code b}, tags
   * first, without version bytes.
   *
   * @return -1, 0 or 1, where 0 means that the terms are equal ({@code =:=}), or {@link #UNDECIDED}
   */
  public int compare(ByteView a, long aStart, ByteView b, long bStart) {
    numbers = ofKeys;
    nesting = 0;
    stepsLeft = MAX_STEPS;
    arbitrary = false;
    inexact = false;
    if (a.u8(aStart) == TermTag.BINARY && b.u8(bStart) == TermTag.BINARY) {
      return binaries(a, aStart, b, bStart);
    }
    int result = terms(a, aStart, b, bStart);
    if (stepsLeft < 0) {
      return haveSameBytes(a, aStart, b, bStart) ? 0 : UNDECIDED;
    }
    return (result == 0 ? inexact : arbitrary) ? UNDECIDED : result;
  }

  /** Most keys are binaries; nothing else of what a comparison may need matters to them. */
  private static int binaries(ByteView a, long aStart, ByteView b, long bStart) {
    int order = a.compareBytes(aStart + 5, a.u32(aStart + 1), b, bStart + 5, b.u32(bStart + 1));
    return Integer.signum(order);
  }

  /** How many terms the last comparison looked at. */
  int stepsTaken() {
    return MAX_STEPS - stepsLeft;
  }

  private static boolean haveSameBytes(ByteView a, long aAt, ByteView b, long bAt) {
    long length = TermShape.end(a, aAt) - aAt;
    return TermShape.end(b, bAt) - bAt == length && a.sameBytes(aAt, b, bAt, length);
  }

  private int terms(ByteView a, long aAt, ByteView b, long bAt) {
    if (--stepsLeft < 0) {
      return arbitrarily(a, aAt, b, bAt);
    }
    int rank = rank(a, aAt);
    int other = rank(b, bAt);
    if (rank != other) {
      return Integer.compare(rank, other);
    }
    if (rank == TUPLE || rank == MAP || rank == LIST) {
      return containers(rank, a, aAt, b, bAt);
    }
    aEnd = TermShape.end(a, aAt);
    bEnd = TermShape.end(b, bAt);
    return switch (rank) {
      case NUMBER -> numbers(a, aAt, b, bAt);
      case ATOM -> AtomOrder.compare(a, aAt, b, bAt);
      case BITSTRING -> BitstringOrder.compare(a, aAt, b, bAt);
      case NIL -> 0;
      case FUN -> funs(a, aAt, b, bAt);
      default -> EncodedIdentifier.areSame(a, aAt, b, bAt) ? 0 : arbitrarily(a, aAt, b, bAt);
    };
  }

  private static int rank(ByteView view, long at) {
    int tag = view.u8(at);
    return switch (tag) {
      case TermTag.SMALL_INTEGER, TermTag.INTEGER, TermTag.SMALL_BIG, TermTag.LARGE_BIG -> NUMBER;
      case TermTag.NEW_FLOAT, TermTag.FLOAT -> NUMBER;
      case TermTag.BINARY, TermTag.BIT_BINARY -> BITSTRING;
      case TermTag.ATOM, TermTag.SMALL_ATOM, TermTag.ATOM_UTF8, TermTag.SMALL_ATOM_UTF8 -> ATOM;
      case TermTag.SMALL_TUPLE, TermTag.LARGE_TUPLE -> TUPLE;
      case TermTag.NIL -> NIL;
      case TermTag.STRING -> view.u16(at + 1) == 0 ? NIL : LIST;
      case TermTag.LIST -> LIST;
      case TermTag.MAP -> MAP;
      case TermTag.NEW_PID, TermTag.PID -> PID;
      case TermTag.V4_PORT, TermTag.NEW_PORT, TermTag.PORT -> PORT;
      case TermTag.NEWER_REFERENCE, TermTag.NEW_REFERENCE, TermTag.REFERENCE -> REFERENCE;
      case TermTag.EXPORT, TermTag.NEW_FUN -> FUN;
      default -> throw new IllegalStateException("not the tag of a scanned term: " + tag);
    };
  }

  /**
   * An order that is not Erlang's, but puts the keys of two equal maps into one sequence: so it
   * must not depend on how equal terms are encoded.
   */
  private int arbitrarily(ByteView a, long aAt, ByteView b, long bAt) {
    arbitrary = true;
    if (stepsLeft < 0) {
      return aAt < bAt ? -1 : 1;
    }
    long aTermEnd = TermShape.end(a, aAt);
    long bTermEnd = TermShape.end(b, bAt);
    int byHash = Integer.compare(hash.hash(a, aAt, aTermEnd), hash.hash(b, bAt, bTermEnd));
    if (byHash != 0) {
      return byHash;
    }
    int byBytes = a.compareBytes(aAt, aTermEnd - aAt, b, bAt, bTermEnd - bAt);
    return byBytes == 0 ? 1 : byBytes;
  }

  private int numbers(ByteView a, long aAt, ByteView b, long bAt) {
    boolean aIsInteger = EncodedInteger.isInteger(a.u8(aAt));
    boolean bIsInteger = EncodedInteger.isInteger(b.u8(bAt));
    if (aIsInteger && bIsInteger) {
      return NumberOrder.compareIntegers(a, aAt, b, bAt);
    }
    if (aIsInteger) {
      return integerAndReal(a, aAt, NumberOrder.real(b, bAt));
    }
    if (bIsInteger) {
      return -integerAndReal(b, bAt, NumberOrder.real(a, aAt));
    }
    return reals(NumberOrder.real(a, aAt), NumberOrder.real(b, bAt));
  }

  private int integerAndReal(ByteView view, long at, double real) {
    if (numbers != Numbers.BY_VALUE) {
      return -1;
    }
    int byValue = NumberOrder.compareToReal(view, at, real);
    inexact |= byValue == 0;
    return byValue;
  }

  private int reals(double a, double b) {
    int order = Double.compare(a, b);
    // Whether the two zeros are one term depends on the release that wrote the file.
    arbitrary |= order != 0 && a == b;
    return order;
  }

  private int funs(ByteView a, long aAt, ByteView b, long bAt) {
    long aFunEnd = aEnd;
    long bFunEnd = bEnd;
    Numbers outer = numbers;
    numbers = Numbers.INTEGERS_FIRST_IN_MAPS_TOO;
    boolean same = a.u8(aAt) == b.u8(bAt) && haveSameParts(a, aAt, b, bAt);
    numbers = outer;
    aEnd = aFunEnd;
    bEnd = bFunEnd;
    return same ? 0 : arbitrarily(a, aAt, b, bAt);
  }

  private boolean haveSameParts(ByteView a, long aAt, ByteView b, long bAt) {
    if (a.u8(aAt) == TermTag.EXPORT) {
      return areSame(a, aAt + 1, b, bAt + 1, 3);
    }
    // Erlang knows a local fun by module, index and old unique number; its pid is no part of it.
    if (index(a, aAt) != index(b, bAt) || free(a, aAt) != free(b, bAt)) {
      return false;
    }
    long aModule = aAt + TermShape.FUN_HEADER_BYTES;
    long bModule = bAt + TermShape.FUN_HEADER_BYTES;
    long aOldUniq = TermShape.end(a, TermShape.atomEnd(a, aModule));
    long bOldUniq = TermShape.end(b, TermShape.atomEnd(b, bModule));
    return areSame(a, aModule, b, bModule, 1)
        && areSame(a, aOldUniq, b, bOldUniq, 1)
        && areSame(a, TermShape.end(a, aEnd), b, TermShape.end(b, bEnd), free(a, aAt));
  }

  private static long index(ByteView view, long fun) {
    return view.u32(fun + TermShape.FUN_INDEX_OFFSET);
  }

  private static long free(ByteView view, long fun) {
    return view.u32(fun + TermShape.FUN_FREE_OFFSET);
  }

  private boolean areSame(ByteView a, long aAt, ByteView b, long bAt, long terms) {
    boolean wasArbitrary = arbitrary;
    aEnd = aAt;
    bEnd = bAt;
    for (long i = 0; i < terms; i++) {
      if (nested(a, aEnd, b, bEnd) != 0) {
        arbitrary = wasArbitrary;
        return false;
      }
    }
    return true;
  }

  private int nested(ByteView a, long aAt, ByteView b, long bAt) {
    if (nesting == MAX_NESTING) {
      aEnd = TermShape.end(a, aAt);
      bEnd = TermShape.end(b, bAt);
      return haveSameBytes(a, aAt, b, bAt) ? 0 : arbitrarily(a, aAt, b, bAt);
    }
    nesting++;
    int result = terms(a, aAt, b, bAt);
    nesting--;
    return result;
  }

  private int containers(int rank, ByteView a, long aAt, ByteView b, long bAt) {
    return switch (rank) {
      case TUPLE -> tuples(a, aAt, b, bAt);
      case LIST -> lists(new ListCells(a, aAt), new ListCells(b, bAt));
      default -> maps(a, aAt, b, bAt);
    };
  }

  private int tuples(ByteView a, long aAt, ByteView b, long bAt) {
    long arity = TermShape.children(a, aAt);
    int byArity = Long.compare(arity, TermShape.children(b, bAt));
    if (byArity != 0) {
      return byArity;
    }
    aEnd = TermShape.headEnd(a, aAt);
    bEnd = TermShape.headEnd(b, bAt);
    int result = 0;
    for (long i = 0; i < arity && result == 0; i++) {
      result = nested(a, aEnd, b, bEnd);
    }
    return result;
  }

  private int lists(ListCells a, ListCells b) {
    while (a.hasElement() && b.hasElement()) {
      int result = nested(a.nextView(), a.nextAt(), b.nextView(), b.nextAt());
      if (result != 0) {
        return result;
      }
      a.take(aEnd);
      b.take(bEnd);
    }
    return a.hasElement() || b.hasElement() ? listAndTail(a, b) : tails(a, b);
  }

  /** One list goes on where the other has its tail, which is no list with elements. */
  private static int listAndTail(ListCells a, ListCells b) {
    return a.hasElement() ? Integer.compare(LIST, tailRank(b)) : Integer.compare(tailRank(a), LIST);
  }

  private static int tailRank(ListCells cells) {
    return cells.endsProperly() ? NIL : rank(cells.nextView(), cells.nextAt());
  }

  private int tails(ListCells a, ListCells b) {
    if (!a.endsProperly() && !b.endsProperly()) {
      return nested(a.nextView(), a.nextAt(), b.nextView(), b.nextAt());
    }
    if (a.endsProperly() && b.endsProperly()) {
      aEnd = a.properEnd();
      bEnd = b.properEnd();
    }
    return Integer.compare(tailRank(a), tailRank(b));
  }

  private int maps(ByteView a, long aAt, ByteView b, long bAt) {
    int bySize = Long.compare(a.u32(aAt + 1), b.u32(bAt + 1));
    if (bySize != 0) {
      return bySize;
    }
    Numbers outerNumbers = numbers;
    boolean outerArbitrary = arbitrary;
    int result = pairs(a, aAt, b, bAt);
    numbers = outerNumbers;
    if (result == 0 && inexact && numbers == Numbers.INTEGERS_FIRST) {
      return arbitrarily(a, aAt, b, bAt);
    }
    if (result == 0) {
      arbitrary = outerArbitrary;
      aEnd = TermShape.end(a, aAt);
      bEnd = TermShape.end(b, bAt);
    }
    return result;
  }

  /** Compares all keys, in order, and then the values in the order of their keys. */
  private int pairs(ByteView a, long aAt, ByteView b, long bAt) {
    boolean inKey = numbers == Numbers.INTEGERS_FIRST_IN_MAPS_TOO;
    Numbers ofValues = inKey ? numbers : Numbers.BY_VALUE;
    numbers = Numbers.INTEGERS_FIRST_IN_MAPS_TOO;
    Map<Long, Long> aPairs = sortedPairs(a, aAt);
    Map<Long, Long> bPairs = sortedPairs(b, bAt);
    int byKeys = rows(a, aPairs.keySet().iterator(), b, bPairs.keySet().iterator());
    numbers = ofValues;
    return byKeys == 0
        ? rows(a, aPairs.values().iterator(), b, bPairs.values().iterator())
        : byKeys;
  }

  private int rows(ByteView a, Iterator<Long> aRow, ByteView b, Iterator<Long> bRow) {
    int result = 0;
    while (result == 0 && aRow.hasNext() && bRow.hasNext()) {
      result = nested(a, aRow.next(), b, bRow.next());
    }
    return result;
  }

  /**
   * The positions of a map's values by those of its keys, sorted by the keys. A tree, because it
   * bears an order that is not one once the steps are used up.
   */
  private Map<Long, Long> sortedPairs(ByteView view, long map) {
    Map<Long, Long> pairs = new TreeMap<>((a, b) -> nested(view, a, view, b));
    long key = map + 5;
    for (long left = view.u32(map + 1); left > 0; left--) {
      long value = TermShape.end(view, key);
      pairs.put(key, value);
      key = TermShape.end(view, value);
    }
    return pairs;
  }
}
