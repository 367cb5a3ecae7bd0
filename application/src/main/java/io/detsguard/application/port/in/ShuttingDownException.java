package io.detsguard.application.port.in;

/** A run was asked for while the service is shutting down. */
public final class ShuttingDownException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public ShuttingDownException() {
    super("the service is shutting down and begins no new run");
  }
}
