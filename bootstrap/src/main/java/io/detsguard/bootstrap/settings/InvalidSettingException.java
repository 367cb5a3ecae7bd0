package io.detsguard.bootstrap.settings;

/** A setting that cannot be followed; the message names it and says what would be right. */
public final class InvalidSettingException extends Exception {
  private static final long serialVersionUID = 1;

  public InvalidSettingException(String message) {
    super(message);
  }
}
