package io.detsguard.storage.dets;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Builds encoded terms for tests, by hand. */
public final class Encodings {
  private Encodings() {}

  /** A whole object: 131 and a tuple. */
  public static byte[] object(byte[]... elements) {
    return join(new byte[] {(byte) 131}, tuple(elements));
  }

  static byte[] tuple(byte[]... elements) {
    return join(new byte[] {104, (byte) elements.length}, join(elements));
  }

  /** An integer. */
  public static byte[] integer(int value) {
    return ByteBuffer.allocate(5).put((byte) 98).putInt(value).array();
  }

  static byte[] real(double value) {
    return ByteBuffer.allocate(9).put((byte) 70).putDouble(value).array();
  }

  /** A binary of a text in UTF-8. */
  public static byte[] binary(String text) {
    return binary(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A binary. */
  public static byte[] binary(byte[] bytes) {
    return ByteBuffer.allocate(5 + bytes.length)
        .put((byte) 109)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  /** A reference of a node called {@code n}. */
  public static byte[] reference(int first, int second) {
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
