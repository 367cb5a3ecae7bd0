package io.detsguard.http.problem;

import io.micronaut.http.HttpStatus;

/** A request that was understood and cannot be granted now, with a sentence for its sender. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final HttpStatus status;

  /**
   * @param status a refusal, 400 to 499
   * @param message shown to the caller as it is, without paths of the host
   */
  public RefusedException(HttpStatus status, String message) {
    super(message);
    this.status = status;
  }

  HttpStatus status() {
    return status;
  }
}
