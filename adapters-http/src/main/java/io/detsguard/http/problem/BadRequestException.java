package io.detsguard.http.problem;

/** A request that cannot be understood, with a sentence for its sender. */
public final class BadRequestException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param message shown to the caller as it is: what is wrong and what would be right, without
   *     text from the request
   */
  public BadRequestException(String message) {
    super(message);
  }
}
