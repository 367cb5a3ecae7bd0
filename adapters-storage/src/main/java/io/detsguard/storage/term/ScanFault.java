package io.detsguard.storage.term;

/** The first fault of a scan; one instance is used over and over, and only its texts are built. */
final class ScanFault {
  /** What a scan returns instead of a position. */
  static final long FAULT = -1;

  private long at;
  private String expected = "";
  private String found = "";
  private boolean shape;

  void clear() {
    at = FAULT;
    expected = "";
    found = "";
    shape = false;
  }

  /** Records the fault, and returns {@link #FAULT}. */
  long set(long at, String expected, String found) {
    this.at = at;
    this.expected = expected;
    this.found = found;
    return FAULT;
  }

  /** Records that the term at {@code at} is readable, but not what is stored as an object. */
  long setShape(long at, String expected, String found) {
    shape = true;
    return set(at, expected, found);
  }

  /** Records that the term at {@code at} does not end by {@code limit}. */
  long setTooLong(ByteView view, long at, long limit) {
    return set(
        at,
        "a " + TermTag.name(view.u8(at)) + " that ends within its record",
        "one that needs more than the " + (limit - at) + " bytes left");
  }

  /** Moves a fault inside an inflated term to the compressed term at {@code compressed}. */
  long setInflated(long compressed) {
    found = found + ", at byte " + at + " of the inflated term";
    at = compressed;
    return FAULT;
  }

  long at() {
    return at;
  }

  String expected() {
    return expected;
  }

  String found() {
    return found;
  }

  boolean isShape() {
    return shape;
  }
}
