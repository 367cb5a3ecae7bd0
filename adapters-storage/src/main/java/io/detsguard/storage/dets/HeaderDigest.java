package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The MD5 of a header: what is stored and what its fields give.
 *
 * <p>It covers the bytes from the type code to the last counter. The pointer to the free lists, the
 * cookie and the closed flag stay outside, so an owner can mark its table dirty with one write of
 * four bytes. It is here to notice accidents; MD5 is what the format prescribes.
 *
 * @param stored 32 hexadecimal digits; zeros mean that the file has none (variants 9a and 9b)
 * @param computed 32 hexadecimal digits
 */
public record HeaderDigest(String stored, String computed) {
  private static final String ZEROS = "0".repeat(2 * DetsLayout.DIGEST_BYTES);

  /** No digest. */
  static final HeaderDigest NONE = new HeaderDigest(ZEROS, ZEROS);

  static HeaderDigest read(ByteView head) {
    byte[] stored = head.copy(DetsLayout.DIGEST_OFFSET, DetsLayout.DIGEST_BYTES);
    byte[] covered =
        head.copy(DetsLayout.TYPE_OFFSET, DetsLayout.DIGEST_OFFSET - DetsLayout.TYPE_OFFSET);
    HexFormat hex = HexFormat.of();
    return new HeaderDigest(hex.formatHex(stored), hex.formatHex(of(covered)));
  }

  /** MD5 of the covered bytes. */
  static byte[] of(byte[] covered) {
    try {
      return MessageDigest.getInstance("MD5").digest(covered);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no MD5", e);
    }
  }

  public boolean isPresent() {
    return !stored.equals(ZEROS);
  }

  /** Whether the stored digest, if there is one, fits the fields. */
  public boolean isRight() {
    return !isPresent() || stored.equals(computed);
  }
}
