package io.detsguard.storage.term;

/** Bytes that should be an encoded term, and are not. */
public final class TermFormatException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long offset;
  private final String expected;
  private final String found;

  /**
   * A place that is not as expected.
   *
   * @param offset where, from the start of the view that was decoded
   */
  public TermFormatException(long offset, String expected, String found) {
    super("at offset " + offset + ": expected " + expected + ", found " + found);
    this.offset = offset;
    this.expected = expected;
    this.found = found;
  }

  /** Where, from the start of the view that was decoded. */
  public long offset() {
    return offset;
  }

  /** What a readable term would have had there. */
  public String expected() {
    return expected;
  }

  /** What is there. */
  public String found() {
    return found;
  }
}
