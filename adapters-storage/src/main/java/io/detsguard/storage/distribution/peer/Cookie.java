package io.detsguard.storage.distribution.peer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The secret that nodes share. Leaves this class only inside a digest. */
public final class Cookie {
  /** Bytes of the longest cookie, which is an atom in Erlang. */
  public static final int MAX_BYTES = 255;

  private final byte[] bytes;

  /**
   * @param bytes of the cookie, 1 to {@value #MAX_BYTES}
   */
  Cookie(byte[] bytes) {
    if (bytes.length == 0 || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("a cookie has 1 to 255 bytes, not " + bytes.length);
    }
    this.bytes = bytes.clone();
  }

  /** MD5 of the cookie and the challenge in decimal: what proves that one knows the cookie. */
  byte[] digest(long challenge) {
    MessageDigest md5 = md5();
    md5.update(bytes);
    return md5.digest(Long.toString(challenge).getBytes(StandardCharsets.US_ASCII));
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return "Cookie";
  }
}
