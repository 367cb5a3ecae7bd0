package io.detsguard.storage.file;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of bytes as they come along, as 64 lower-case hexadecimal digits. */
public final class Sha256 {
  private final MessageDigest digest = newDigest();

  private static MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Adds all remaining bytes and leaves the buffer as it was. */
  public Sha256 add(ByteBuffer bytes) {
    digest.update(bytes.duplicate());
    return this;
  }

  /** The digest of everything added; begins anew. */
  public String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The digest of these bytes alone. */
  public static String of(byte[] bytes) {
    return new Sha256().add(ByteBuffer.wrap(bytes)).hex();
  }
}
