package io.detsguard.domain.term;

/** A text that should be an Erlang term, and is not. */
public final class TermSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long line;
  private final long column;
  private final String expected;
  private final String found;

  /**
   * A place that is not as expected.
   *
   * @param line from 1
   * @param column in characters, from 1
   */
  public TermSyntaxException(long line, long column, String expected, String found) {
    super("line " + line + ", column " + column + ": expected " + expected + ", found " + found);
    this.line = line;
    this.column = column;
    this.expected = expected;
    this.found = found;
  }

  /** The line, from 1. */
  public long line() {
    return line;
  }

  /** The column in characters, from 1. */
  public long column() {
    return column;
  }

  /** What could have stood there. */
  public String expected() {
    return expected;
  }

  /** What stands there. */
  public String found() {
    return found;
  }
}
