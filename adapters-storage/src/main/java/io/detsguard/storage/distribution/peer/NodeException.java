package io.detsguard.storage.distribution.peer;

/**
 * A node could not be asked, or did not answer as it should. The message is a clause for the
 * operator without its full stop; it never holds a cookie.
 */
public final class NodeException extends Exception {
  private static final long serialVersionUID = 1;

  /** What went wrong, for those who go on differently. */
  public enum Kind {
    /** Nobody listens there, or the way there is not allowed. */
    UNREACHABLE,
    /** The node did not accept us, or could not prove itself: cookie, name, or another protocol. */
    REFUSED,
    /** The connection broke; whether a call that was under way was carried out is not known. */
    LOST,
    /** No answer in time; the call may still be carried out. */
    TIMED_OUT,
    /** The node carried the call out, and it failed there. */
    FAILED,
    /** An answer that this program does not understand. */
    UNEXPECTED
  }

  private final Kind kind;

  public NodeException(Kind kind, String clause) {
    super(clause);
    this.kind = kind;
  }

  public NodeException(Kind kind, String clause, Throwable cause) {
    super(clause, cause);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
