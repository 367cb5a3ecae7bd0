package io.detsguard.domain.term;

import java.util.Arrays;
import java.util.HexFormat;

/**
 * A bitstring; one of whole bytes is a binary.
 *
 * @param bytes the bits, eight a byte, the first one the highest; never shared with the caller
 * @param lastBits how many bits of the last byte count, from the highest: 1 to 8, and 8 when there
 *     are no bytes; the others are zero
 */
public record Bitstring(byte[] bytes, int lastBits) implements Term {
  public Bitstring {
    if (lastBits < 1 || lastBits > 8 || bytes.length == 0 && lastBits != 8) {
      throw new IllegalArgumentException("a last byte of " + lastBits + " bits");
    }
    bytes = bytes.clone();
    if (bytes.length > 0) {
      bytes[bytes.length - 1] &= (byte) (0xFF << (8 - lastBits));
    }
  }

  /** A copy of the bytes. */
  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The number of bytes, the last of which may be incomplete. */
  public int length() {
    return bytes.length;
  }

  /** Tells whether it consists of whole bytes. */
  public boolean isBinary() {
    return lastBits == 8;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bitstring that
        && lastBits == that.lastBits
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + lastBits;
  }

  @Override
  public String toString() {
    return "Bitstring[bytes=" + HexFormat.of().formatHex(bytes) + ", lastBits=" + lastBits + "]";
  }
}
