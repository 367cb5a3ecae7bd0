package io.detsguard.storage.copy;

/**
 * An owner that stands still while its file is copied. Used by one thread.
 *
 * <p>It ends by itself after a while, so a copy that it made possible is checked like any other.
 */
public interface Hold {
  /** Whether the owner may be held on; false once the limit has passed. */
  boolean mayGoOn();

  /** Lets the owner go on; does nothing the second time. */
  void release();
}
