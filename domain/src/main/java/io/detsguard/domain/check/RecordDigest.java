package io.detsguard.domain.check;

import java.util.HexFormat;

/**
 * An order-independent digest of a table's objects: the sum, modulo 2^128, of one 128-bit hash for
 * each stored encoding.
 *
 * <p>Tables with the same objects have the same digest wherever the objects lie, so a repaired,
 * compacted or restored table can be compared with its source. It notices accidents, not an
 * adversary: against those a manifest has the SHA-256 of the file.
 *
 * @param high the upper 64 bits
 * @param low the lower 64 bits, unsigned
 */
public record RecordDigest(long high, long low) {
  /** The digest of no objects. */
  public static final RecordDigest EMPTY = new RecordDigest(0, 0);

  /** The digest of the objects of both. */
  public RecordDigest plus(RecordDigest other) {
    long sum = low + other.low;
    long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
    return new RecordDigest(high + other.high + carry, sum);
  }

  /** 32 hexadecimal digits, the upper half first. */
  public String hex() {
    HexFormat format = HexFormat.of();
    return format.toHexDigits(high) + format.toHexDigits(low);
  }

  /** Reads what {@link #hex()} wrote; anything but 32 hexadecimal digits is refused. */
  public static RecordDigest ofHex(String hex) {
    if (hex.length() != 32) {
      throw new IllegalArgumentException("a record digest has 32 hexadecimal digits");
    }
    return new RecordDigest(
        HexFormat.fromHexDigitsToLong(hex, 0, 16), HexFormat.fromHexDigitsToLong(hex, 16, 32));
  }
}
