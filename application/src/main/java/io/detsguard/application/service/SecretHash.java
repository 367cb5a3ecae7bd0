package io.detsguard.application.service;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What is kept of a secret text: the SHA-256 of its UTF-8 bytes. That is enough for secrets of 256
 * random bits, which nobody can guess; a password would need a slow hash.
 *
 * @param hex 64 lower-case hexadecimal digits
 */
record SecretHash(String hex) {
  static SecretHash of(String secret) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return new SecretHash(
          HexFormat.of().formatHex(digest.digest(secret.getBytes(StandardCharsets.UTF_8))));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** Whether a kept hash is this one, in a time that does not depend on where they differ. */
  boolean is(String keptHex) {
    return MessageDigest.isEqual(HexFormat.of().parseHex(hex), HexFormat.of().parseHex(keptHex));
  }
}
