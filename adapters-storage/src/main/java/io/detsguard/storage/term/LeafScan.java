package io.detsguard.storage.term;

import static io.detsguard.storage.term.ScanFault.FAULT;

/**
 * Checks the terms that hold no further terms, or only names and numbers. Each method takes the
 * position of a tag, reads nothing at or beyond {@code limit}, and returns the position after the
 * term, {@link #TOO_LONG}, or {@link ScanFault#FAULT} with the fault recorded.
 */
final class LeafScan {
  /** The term does not end by the limit; larger than any limit. */
  static final long TOO_LONG = Long.MAX_VALUE;

  private static final int MAX_ATOM_CHARACTERS = 255;

  /** The most digits a big integer may have in Erlang: 2^19 - 1 words of eight bytes. */
  private static final long MAX_BIG_DIGITS = ((1 << 19) - 1) * 8L;

  private static final int MAX_REFERENCE_WORDS = 5;

  /** The most free variables, or arguments, of a fun. */
  private static final int MAX_FREE = 255;

  /** Creations of one byte have two bits. */
  private static final int MAX_OLD_CREATION = 3;

  /** First words of references in the older tags have 18 bits. */
  private static final long MAX_OLD_REFERENCE = (1 << 18) - 1;

  private static final long MAX_SMALL = (1L << 59) - 1;
  private static final long MIN_SMALL = -(1L << 59);

  private final ScanFault fault;

  LeafScan(ScanFault fault) {
    this.fault = fault;
  }

  /** The end of a term that is no atom, small integer, binary, string or container. */
  long rareEnd(ByteView view, long at, long limit, int tag) {
    return switch (tag) {
      case TermTag.NEW_FLOAT -> real(view, at, limit);
      case TermTag.FLOAT -> realText(view, at, limit);
      case TermTag.SMALL_BIG, TermTag.LARGE_BIG -> bigInteger(view, at, limit, tag);
      case TermTag.BIT_BINARY -> bitBinary(view, at, limit);
      case TermTag.NEW_PID, TermTag.V4_PORT -> named(view, at, limit, 12);
      case TermTag.NEW_PORT -> named(view, at, limit, 8);
      case TermTag.PID -> namedOld(view, at, limit, 9);
      case TermTag.PORT -> namedOld(view, at, limit, 5);
      case TermTag.REFERENCE -> oldestReference(view, at, limit);
      case TermTag.NEW_REFERENCE -> oldReference(view, at, limit);
      case TermTag.NEWER_REFERENCE -> reference(view, at, limit, 4);
      case TermTag.EXPORT -> export(view, at, limit);
      default -> fault.set(at, "the tag of a term", "byte " + tag);
    };
  }

  /** An atom, which also names nodes, modules and functions; anything else is a fault. */
  long atom(ByteView view, long at, long limit) {
    if (limit - at < 3) {
      return shortestAtom(view, at, limit);
    }
    return switch (view.u8(at)) {
      case TermTag.SMALL_ATOM_UTF8 -> utf8Atom(view, at, at + 2, view.u8(at + 1), limit);
      case TermTag.ATOM_UTF8 -> utf8Atom(view, at, at + 3, view.u16(at + 1), limit);
      case TermTag.SMALL_ATOM -> at + 2 + view.u8(at + 1);
      case TermTag.ATOM -> latin1Atom(view, at);
      default -> fault.set(at, "an atom", TermTag.name(view.u8(at)));
    };
  }

  /** Only the empty atom with a length of one byte fits into two bytes. */
  private long shortestAtom(ByteView view, long at, long limit) {
    if (at < limit && !TermShape.isAtom(view.u8(at))) {
      return fault.set(at, "an atom", TermTag.name(view.u8(at)));
    }
    boolean shortLength =
        limit - at == 2
            && (view.u8(at) == TermTag.SMALL_ATOM_UTF8 || view.u8(at) == TermTag.SMALL_ATOM);
    return shortLength && view.u8(at + 1) == 0 ? at + 2 : TOO_LONG;
  }

  private long latin1Atom(ByteView view, long at) {
    int length = view.u16(at + 1);
    return length > MAX_ATOM_CHARACTERS ? tooManyCharacters(at) : at + 3 + length;
  }

  private long utf8Atom(ByteView view, long at, long text, int length, long limit) {
    if (limit - text < length) {
      return TOO_LONG;
    }
    return length <= MAX_ATOM_CHARACTERS && Utf8Text.isAscii(view, text, length)
        ? text + length
        : wideAtom(view, at, text, length);
  }

  private long wideAtom(ByteView view, long at, long text, int length) {
    int characters = Utf8Text.characters(view, text, length);
    if (characters < 0) {
      return fault.set(at, "an atom in UTF-8", "bytes that are not UTF-8");
    }
    return characters > MAX_ATOM_CHARACTERS ? tooManyCharacters(at) : text + length;
  }

  private long tooManyCharacters(long at) {
    return fault.set(at, "an atom of at most 255 characters", "a longer one");
  }

  private long real(ByteView view, long at, long limit) {
    if (limit - at < 9) {
      return TOO_LONG;
    }
    if (!Double.isFinite(Double.longBitsToDouble(view.i64(at + 1)))) {
      return fault.set(at, "a finite float", "an infinity or not a number");
    }
    return at + 9;
  }

  private long realText(ByteView view, long at, long limit) {
    if (limit - at < 1 + FloatText.BYTES) {
      return TOO_LONG;
    }
    if (!FloatText.isNumber(view, at + 1)) {
      return fault.set(at, "a finite float as text", "other text");
    }
    return at + 1 + FloatText.BYTES;
  }

  private long bigInteger(ByteView view, long at, long limit, int tag) {
    if (tag == TermTag.SMALL_BIG) {
      return limit - at < 3 ? TOO_LONG : at + 3 + view.u8(at + 1);
    }
    if (limit - at < 6) {
      return TOO_LONG;
    }
    long length = view.u32(at + 1);
    if (length > MAX_BIG_DIGITS) {
      return fault.set(at, "an integer of at most 4,194,296 bytes", length + " bytes");
    }
    return at + 6 + length;
  }

  private long bitBinary(ByteView view, long at, long limit) {
    if (limit - at < 6) {
      return TOO_LONG;
    }
    int bits = view.u8(at + 5);
    if (bits > 8 || (bits == 0) != (view.u32(at + 1) == 0)) {
      return fault.set(at, "1 to 8 bits in the last byte of a bitstring", bits + " bits");
    }
    return at + 6 + view.u32(at + 1);
  }

  /** A pid or port: its node, then {@code rest} bytes. */
  private long named(ByteView view, long at, long limit, int rest) {
    return after(atom(view, at + 1, limit), limit, rest);
  }

  /** The same with a creation of one byte at the end. */
  private long namedOld(ByteView view, long at, long limit, int rest) {
    long end = named(view, at, limit, rest);
    return end < 0 || end > limit ? end : oldCreation(view, end - 1, end);
  }

  private long oldCreation(ByteView view, long creation, long end) {
    if (view.u8(creation) > MAX_OLD_CREATION) {
      return fault.set(creation, "a creation of 0 to 3", "" + view.u8(creation));
    }
    return end;
  }

  private long oldestReference(ByteView view, long at, long limit) {
    long end = namedOld(view, at, limit, 5);
    return end < 0 || end > limit ? end : oldFirstWord(view, end - 5, end);
  }

  private long oldReference(ByteView view, long at, long limit) {
    long end = reference(view, at, limit, 1);
    if (end < 0 || end > limit) {
      return end;
    }
    long first = end - 4L * view.u16(at + 1);
    return oldCreation(view, first - 1, end) < 0 ? FAULT : oldFirstWord(view, first, end);
  }

  private long oldFirstWord(ByteView view, long word, long end) {
    if (view.u32(word) > MAX_OLD_REFERENCE) {
      return fault.set(word, "a first word of 18 bits", "" + view.u32(word));
    }
    return end;
  }

  private long reference(ByteView view, long at, long limit, int creationBytes) {
    if (limit - at < 3) {
      return TOO_LONG;
    }
    int words = view.u16(at + 1);
    if (words == 0 || words > MAX_REFERENCE_WORDS) {
      return fault.set(at, "a reference of 1 to 5 words", words + " words");
    }
    return after(atom(view, at + 3, limit), limit, creationBytes + 4L * words);
  }

  private long export(ByteView view, long at, long limit) {
    long name = after(atom(view, at + 1, limit), limit, 0);
    if (name < 0 || name > limit) {
      return name;
    }
    long arity = after(atom(view, name, limit), limit, 0);
    if (arity < 0 || arity > limit) {
      return arity;
    }
    long end = smallInteger(view, arity, limit);
    if (end > 0 && end <= limit && EncodedInteger.isNegative(view, arity)) {
      return fault.set(arity, "an arity", "a negative number");
    }
    return end;
  }

  /**
   * A local fun up to its free variables, which are terms: the position of the pid that made it,
   * which is one of them here.
   */
  long funHead(ByteView view, long at, long limit) {
    long module = after(at, limit, TermShape.FUN_HEADER_BYTES);
    if (module == TOO_LONG) {
      return TOO_LONG;
    }
    if (view.u32(at + TermShape.FUN_FREE_OFFSET) > MAX_FREE) {
      return fault.set(at, "a fun of at most 255 free variables", "more");
    }
    long oldIndex = after(atom(view, module, limit), limit, 0);
    if (oldIndex < 0 || oldIndex > limit) {
      return oldIndex;
    }
    long oldUniq = smallInteger(view, oldIndex, limit);
    return oldUniq < 0 || oldUniq > limit ? oldUniq : smallInteger(view, oldUniq, limit);
  }

  /** An integer of 60 bits, in any encoding; anything else is a fault. */
  private long smallInteger(ByteView view, long at, long limit) {
    if (at >= limit) {
      return TOO_LONG;
    }
    int tag = view.u8(at);
    if (!EncodedInteger.isInteger(tag)) {
      return fault.set(at, "an integer", TermTag.name(tag));
    }
    long end =
        switch (tag) {
          case TermTag.SMALL_INTEGER -> at + 2;
          case TermTag.INTEGER -> at + 5;
          default -> bigInteger(view, at, limit, tag);
        };
    if (end < 0 || end > limit) {
      return end;
    }
    return isSmall(view, at) ? end : fault.set(at, "an integer of 60 bits", "a larger one");
  }

  private static boolean isSmall(ByteView view, long at) {
    if (!EncodedInteger.fitsLong(view, at)) {
      return false;
    }
    long value = EncodedInteger.asLong(view, at);
    return value >= MIN_SMALL && value <= MAX_SMALL;
  }

  /** {@code bytes} after {@code position}, unless that is a fault or the limit comes first. */
  private static long after(long position, long limit, long bytes) {
    if (position < 0) {
      return FAULT;
    }
    return position > limit || limit - position < bytes ? TOO_LONG : position + bytes;
  }
}
