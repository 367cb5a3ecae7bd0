package io.detsguard.storage.file;

/** Someone else holds the lock. The message is the note that the holder left. */
public final class LockHeldException extends Exception {
  private static final long serialVersionUID = 1;

  LockHeldException(String note) {
    super(note);
  }
}
