package io.detsguard.storage.dets;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds encoded terms for tests, by hand. */
final class Encodings {
  private Encodings() {}

  /** A whole object: 131 and a tuple. */
  static byte[] object(byte[]... elements) {
    return join(new byte[] {(byte) 131}, tuple(elements));
  }

  static byte[] tuple(byte[]... elements) {
    return join(new byte[] {104, (byte) elements.length}, join(elements));
  }

  static byte[] integer(int value) {
    return ByteBuffer.allocate(5).put((byte) 98).putInt(value).array();
  }

  static byte[] real(double value) {
    return ByteBuffer.allocate(9).put((byte) 70).putDouble(value).array();
  }

  static byte[] binary(String text) {
    return binary(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] binary(byte[] bytes) {
    return ByteBuffer.allocate(5 + bytes.length)
        .put((byte) 109)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  /** A reference of a node called {@code n}. */
  static byte[] reference(int first, int second) {
    return ByteBuffer.allocate(18)
        .put(new byte[] {90, 0, 2, 119, 1, 'n'})
        .putInt(1)
        .putInt(first)
        .putInt(second)
        .array();
  }

  static byte[] join(byte[]... parts) {
    ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      joined.writeBytes(part);
    }
    return joined.toByteArray();
  }
}
