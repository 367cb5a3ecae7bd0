package io.detsguard.ws;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/**
 * One WebSocket text frame, ready to be sent to any number of clients. The frames of a server are
 * not masked and ours are not compressed, so header and text are the same bytes for everybody:
 *
 * <pre>
 *  offset  bytes  field
 *       0      1  0x81: a text message of one frame
 *       1      1  length of the text, or 126, or 127
 *       2   0,2,8  that length: 2 bytes after 126, 8 after 127 (RFC 6455, section 5.2)
 *       …      …  the text, UTF-8
 * </pre>
 *
 * <p>It lies outside the heap once. Sending it through {@code WebSocketSession.sendAsync} would
 * convert, copy and frame it again for each of thousands of clients, and keep a copy for each slow
 * one. Counted like a {@link ByteBuf}: who makes it releases it, and who keeps it for later calls
 * {@link #retain()} before and {@link #release()} after.
 */
final class SharedFrame {
  private static final int FINAL_TEXT = 0x81;
  private static final int LENGTH_IN_2_BYTES = 126;
  private static final int LENGTH_IN_8_BYTES = 127;
  private static final int LONGEST_HEADER = 10;

  private final long seq;
  private final ByteBuf bytes;

  private SharedFrame(long seq, ByteBuf bytes) {
    this.seq = seq;
    this.bytes = bytes;
  }

  /**
   * A frame of this text.
   *
   * @param seq the number in it
   * @param text UTF-8
   */
  static SharedFrame of(long seq, byte[] text) {
    return new SharedFrame(seq, encode(text));
  }

  /** A frame for one client, such as an error; belongs to whoever writes it. */
  static ByteBuf encode(byte[] text) {
    ByteBuf bytes = ByteBufAllocator.DEFAULT.directBuffer(LONGEST_HEADER + text.length);
    bytes.writeByte(FINAL_TEXT);
    if (text.length < LENGTH_IN_2_BYTES) {
      bytes.writeByte(text.length);
    } else if (text.length <= 0xffff) {
      bytes.writeByte(LENGTH_IN_2_BYTES).writeShort(text.length);
    } else {
      bytes.writeByte(LENGTH_IN_8_BYTES).writeLong(text.length);
    }
    return bytes.writeBytes(text);
  }

  /** The sequence number of the message. */
  long seq() {
    return seq;
  }

  /** The same bytes with a position of their own, to be written to one channel. */
  ByteBuf forOneClient() {
    return bytes.retainedDuplicate();
  }

  int length() {
    return bytes.readableBytes();
  }

  SharedFrame retain() {
    bytes.retain();
    return this;
  }

  void release() {
    bytes.release();
  }

  @Override
  public String toString() {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
