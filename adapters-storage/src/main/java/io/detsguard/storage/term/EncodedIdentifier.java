package io.detsguard.storage.term;

/**
 * Equality of encoded pids, ports and references, whichever of their tags they have: the same node,
 * the same creation, the same numbers.
 */
final class EncodedIdentifier {
  private EncodedIdentifier() {}

  static boolean areSame(ByteView a, long aAt, ByteView b, long bAt) {
    return AtomOrder.compare(a, node(a, aAt), b, node(b, bAt)) == 0
        && creation(a, aAt) == creation(b, bAt)
        && haveSameNumbers(a, aAt, b, bAt);
  }

  /** The position of the name of the node. */
  static long node(ByteView view, long at) {
    int tag = view.u8(at);
    return tag == TermTag.NEWER_REFERENCE || tag == TermTag.NEW_REFERENCE ? at + 3 : at + 1;
  }

  /** The creation, 0 to 2^32 - 1. */
  static long creation(ByteView view, long at) {
    long afterNode = TermShape.atomEnd(view, node(view, at));
    return switch (view.u8(at)) {
      case TermTag.NEWER_REFERENCE -> view.u32(afterNode);
      case TermTag.NEW_REFERENCE -> view.u8(afterNode);
      case TermTag.REFERENCE, TermTag.PORT -> view.u8(afterNode + 4);
      case TermTag.NEW_PORT -> view.u32(afterNode + 4);
      case TermTag.PID -> view.u8(afterNode + 8);
      default -> view.u32(afterNode + 8);
    };
  }

  /** The number of 32-bit words that identify it on its node. */
  static int words(ByteView view, long at) {
    return switch (view.u8(at)) {
      case TermTag.NEWER_REFERENCE, TermTag.NEW_REFERENCE -> view.u16(at + 1);
      case TermTag.REFERENCE -> 1;
      default -> 2;
    };
  }

  /** Word {@code index} of those that identify it; for a port the upper half comes first. */
  static int word(ByteView view, long at, int index) {
    long afterNode = TermShape.atomEnd(view, node(view, at));
    return switch (view.u8(at)) {
      case TermTag.NEWER_REFERENCE -> view.i32(afterNode + 4 + 4L * index);
      case TermTag.NEW_REFERENCE -> view.i32(afterNode + 1 + 4L * index);
      case TermTag.PORT, TermTag.NEW_PORT -> index == 0 ? 0 : view.i32(afterNode);
      default -> view.i32(afterNode + 4L * index);
    };
  }

  private static boolean haveSameNumbers(ByteView a, long aAt, ByteView b, long bAt) {
    int words = words(a, aAt);
    if (words != words(b, bAt)) {
      return false;
    }
    for (int i = 0; i < words; i++) {
      if (word(a, aAt, i) != word(b, bAt, i)) {
        return false;
      }
    }
    return true;
  }
}
