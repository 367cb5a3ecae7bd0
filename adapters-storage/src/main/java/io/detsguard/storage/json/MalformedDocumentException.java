package io.detsguard.storage.json;

import java.io.IOException;

/** A document that is not what it must be; the message names the field and what was expected. */
public final class MalformedDocumentException extends IOException {
  private static final long serialVersionUID = 1;

  public MalformedDocumentException(String message) {
    super(message);
  }
}
