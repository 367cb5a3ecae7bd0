package io.detsguard.application.port.out;

/** The repository is being changed by someone else. */
public final class RepositoryBusyException extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * @param holder who holds it and since when, in words
   */
  public RepositoryBusyException(String holder) {
    super("the repository is in use by " + holder);
  }
}
