package io.detsguard.storage.term;

/**
 * Walks the cells of an encoded list, whether it is stored as a string, as a list, or as one after
 * the other. Each element is a term in a view; that of a string's byte is a view of all bytes as
 * integers.
 */
final class ListCells {
  private static final ByteView BYTES_AS_INTEGERS = bytesAsIntegers();

  private final ByteView view;
  private long at;
  private long left;
  private boolean inString;

  ListCells(ByteView view, long at) {
    this.view = view;
    this.at = at;
    enterList();
  }

  /** Tells whether there is one more element; else the tail is next. */
  boolean hasElement() {
    while (left == 0 && !inString && isList(view.u8(at))) {
      enterList();
    }
    return left > 0;
  }

  /** The view in which the next element, or else the tail, lies. */
  ByteView nextView() {
    return inString && left > 0 ? BYTES_AS_INTEGERS : view;
  }

  /** The position of the next element, or else of the tail, in {@link #nextView()}. */
  long nextAt() {
    return inString && left > 0 ? 2L * view.u8(at) : at;
  }

  /** Steps over the next element, which ends at {@code end} of {@link #nextView()}. */
  void take(long end) {
    at = inString ? at + 1 : end;
    left--;
  }

  /** Tells whether the tail, which is next, is the empty list. */
  boolean endsProperly() {
    return inString || view.u8(at) == TermTag.NIL;
  }

  /** The position after a list that {@link #endsProperly ends properly}. */
  long properEnd() {
    return inString ? at : at + 1;
  }

  private void enterList() {
    inString = view.u8(at) == TermTag.STRING;
    left = inString ? view.u16(at + 1) : view.u32(at + 1);
    at += inString ? 3 : 5;
  }

  private static boolean isList(int tag) {
    return tag == TermTag.LIST || tag == TermTag.STRING;
  }

  private static ByteView bytesAsIntegers() {
    byte[] terms = new byte[2 * 256];
    for (int i = 0; i < 256; i++) {
      terms[2 * i] = TermTag.SMALL_INTEGER;
      terms[2 * i + 1] = (byte) i;
    }
    return ByteView.of(terms);
  }
}
