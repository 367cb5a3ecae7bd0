package io.detsguard.bootstrap.sample;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Encodes the kinds of terms that sample records are made of in Erlang's external term format
 * ({@code docs/dets-format.md}, "Terms"). Each method gives one encoded term without the version
 * byte, to be put into others; {@link #stored} makes it one to store.
 */
final class Etf {
  private static final int VERSION = 131;
  private static final int NEW_FLOAT = 70;
  private static final int SMALL_INTEGER = 97;
  private static final int INTEGER = 98;
  private static final int SMALL_TUPLE = 104;
  private static final int NIL = 106;
  private static final int LIST = 108;
  private static final int BINARY = 109;
  private static final int SMALL_BIG = 110;
  private static final int MAP = 116;
  private static final int SMALL_ATOM_UTF8 = 119;

  private Etf() {}

  /** The term as a table stores it. */
  static byte[] stored(byte[] term) {
    return joined(new byte[] {(byte) VERSION}, term);
  }

  /** An atom of at most 255 bytes. */
  static byte[] atom(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return joined(new byte[] {SMALL_ATOM_UTF8, (byte) text.length}, text);
  }

  /** A binary with this text as UTF-8: what Elixir calls a string. */
  static byte[] binary(String text) {
    return binary(text.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] binary(byte[] bytes) {
    return joined(head(BINARY, bytes.length), bytes);
  }

  static byte[] integer(long value) {
    if (value >= 0 && value <= 255) {
      return new byte[] {SMALL_INTEGER, (byte) value};
    }
    return value == (int) value ? head(INTEGER, (int) value) : big(value);
  }

  /** Sign and magnitude, least significant byte first. */
  private static byte[] big(long value) {
    byte[] magnitude = BigInteger.valueOf(value).abs().toByteArray();
    ByteArrayOutputStream term = new ByteArrayOutputStream();
    int first = magnitude[0] == 0 ? 1 : 0;
    term.write(SMALL_BIG);
    term.write(magnitude.length - first);
    term.write(value < 0 ? 1 : 0);
    for (int i = magnitude.length - 1; i >= first; i--) {
      term.write(magnitude[i]);
    }
    return term.toByteArray();
  }

  static byte[] real(double value) {
    return ByteBuffer.allocate(9).put((byte) NEW_FLOAT).putDouble(value).array();
  }

  /** A tuple of at most 255 elements. */
  static byte[] tuple(byte[]... elements) {
    return joined(new byte[] {SMALL_TUPLE, (byte) elements.length}, elements);
  }

  static byte[] list(byte[]... elements) {
    byte[] nil = {NIL};
    return elements.length == 0 ? nil : joined(joined(head(LIST, elements.length), elements), nil);
  }

  /** A map with atoms as keys, in the order of {@code entries}. */
  static byte[] map(Map<String, byte[]> entries) {
    ByteArrayOutputStream term = new ByteArrayOutputStream();
    term.writeBytes(head(MAP, entries.size()));
    entries.forEach(
        (key, value) -> {
          term.writeBytes(atom(key));
          term.writeBytes(value);
        });
    return term.toByteArray();
  }

  private static byte[] head(int tag, int number) {
    return ByteBuffer.allocate(5).put((byte) tag).putInt(number).array();
  }

  private static byte[] joined(byte[] head, byte[]... parts) {
    ByteArrayOutputStream term = new ByteArrayOutputStream();
    term.writeBytes(head);
    for (byte[] part : parts) {
      term.writeBytes(part);
    }
    return term.toByteArray();
  }
}
