package io.detsguard.storage.term;

import java.util.Arrays;

/** Bytes that grow as an encoding is written; numbers are big-endian. */
final class TermBytes {
  private byte[] bytes = new byte[256];
  private int length;

  TermBytes u8(int value) {
    reserve(1);
    bytes[length++] = (byte) value;
    return this;
  }

  TermBytes u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  TermBytes u32(long value) {
    return u16((int) (value >>> 16)).u16((int) value);
  }

  TermBytes u64(long value) {
    return u32(value >>> 32).u32(value);
  }

  TermBytes all(byte[] value) {
    reserve(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    return this;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  private void reserve(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(Integer.MAX_VALUE - 8, Math.max(needed, 2L * bytes.length)));
    }
  }
}
