package io.detsguard.storage.term;

/**
 * Where encoded terms end, for bytes that {@link TermScanner} has accepted: nothing is checked
 * here. Layouts: {@code docs/dets-format.md}, "External term format, as found in DETS files".
 */
final class TermShape {
  /** Bytes of a local fun before its module: tag, size, arity, digest, index, free count. */
  static final int FUN_HEADER_BYTES = 1 + 4 + 1 + 16 + 4 + 4;

  /** Where a local fun's number of arguments is, from its tag. */
  static final int FUN_ARITY_OFFSET = 1 + 4;

  /** Where a local fun's index is, from its tag. */
  static final int FUN_INDEX_OFFSET = 1 + 4 + 1 + 16;

  /** Where a local fun's number of free variables is, from its tag. */
  static final int FUN_FREE_OFFSET = FUN_INDEX_OFFSET + 4;

  private TermShape() {}

  /** The position after the atom at {@code at}. */
  static long atomEnd(ByteView view, long at) {
    return atomText(view, at) + atomLength(view, at);
  }

  /** The position of the name of the atom at {@code at}. */
  static long atomText(ByteView view, long at) {
    return at + (hasShortLength(view, at) ? 2 : 3);
  }

  /** The number of bytes of the name of the atom at {@code at}. */
  static int atomLength(ByteView view, long at) {
    return hasShortLength(view, at) ? view.u8(at + 1) : view.u16(at + 1);
  }

  private static boolean hasShortLength(ByteView view, long at) {
    int tag = view.u8(at);
    return tag == TermTag.SMALL_ATOM_UTF8 || tag == TermTag.SMALL_ATOM;
  }

  /** Tells whether {@code tag} starts an atom. */
  static boolean isAtom(int tag) {
    return tag == TermTag.SMALL_ATOM_UTF8
        || tag == TermTag.ATOM
        || tag == TermTag.ATOM_UTF8
        || tag == TermTag.SMALL_ATOM;
  }

  /**
   * The position after the term at {@code start}. Needs no stack: which container a term lies in
   * does not matter for where the last one ends.
   */
  static long end(ByteView view, long start) {
    long at = start;
    long pending = 1;
    while (pending > 0) {
      pending += children(view, at) - 1;
      at = headEnd(view, at);
    }
    return at;
  }

  /** The number of terms that directly follow the head of the term at {@code at} as parts of it. */
  static long children(ByteView view, long at) {
    return switch (view.u8(at)) {
      case TermTag.SMALL_TUPLE -> view.u8(at + 1);
      case TermTag.LARGE_TUPLE -> view.u32(at + 1);
      case TermTag.LIST -> view.u32(at + 1) + 1;
      case TermTag.MAP -> 2 * view.u32(at + 1);
      case TermTag.EXPORT -> 3;
      case TermTag.NEW_FUN -> 4 + view.u32(at + FUN_FREE_OFFSET);
      default -> 0;
    };
  }

  /** The position after the term at {@code at}, or for a container after its counts. */
  static long headEnd(ByteView view, long at) {
    return switch (view.u8(at)) {
      case TermTag.NIL, TermTag.EXPORT -> at + 1;
      case TermTag.SMALL_INTEGER, TermTag.SMALL_TUPLE -> at + 2;
      case TermTag.INTEGER, TermTag.LARGE_TUPLE, TermTag.LIST, TermTag.MAP -> at + 5;
      case TermTag.NEW_FLOAT -> at + 9;
      case TermTag.FLOAT -> at + 32;
      case TermTag.NEW_FUN -> at + FUN_HEADER_BYTES;
      case TermTag.STRING -> at + 3 + view.u16(at + 1);
      case TermTag.BINARY -> at + 5 + view.u32(at + 1);
      case TermTag.BIT_BINARY -> at + 6 + view.u32(at + 1);
      case TermTag.SMALL_BIG -> at + 3 + view.u8(at + 1);
      case TermTag.LARGE_BIG -> at + 6 + view.u32(at + 1);
      case TermTag.ATOM, TermTag.SMALL_ATOM, TermTag.ATOM_UTF8, TermTag.SMALL_ATOM_UTF8 ->
          atomEnd(view, at);
      default -> identifierEnd(view, at);
    };
  }

  private static long identifierEnd(ByteView view, long at) {
    return switch (view.u8(at)) {
      case TermTag.NEW_PID, TermTag.V4_PORT -> atomEnd(view, at + 1) + 12;
      case TermTag.PID -> atomEnd(view, at + 1) + 9;
      case TermTag.NEW_PORT -> atomEnd(view, at + 1) + 8;
      case TermTag.PORT, TermTag.REFERENCE -> atomEnd(view, at + 1) + 5;
      case TermTag.NEWER_REFERENCE -> atomEnd(view, at + 3) + 4 + 4L * view.u16(at + 1);
      case TermTag.NEW_REFERENCE -> atomEnd(view, at + 3) + 1 + 4L * view.u16(at + 1);
      default -> throw new IllegalStateException("not a scanned term at " + at);
    };
  }
}
