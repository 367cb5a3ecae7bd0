package io.detsguard.storage.distribution.peer;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Messages of the handshake: a length, of 16 bits over TCP and 32 over TLS, and so many bytes. */
final class HandshakeFrames {
  /** More than the longest message: 20 bytes and a name of 255 characters in UTF-8. */
  private static final int MAX_BYTES = 2_048;

  private final DataInputStream in;
  private final DataOutputStream out;
  private final boolean wide;

  /**
   * @param wide whether lengths have 32 bits
   */
  HandshakeFrames(InputStream in, OutputStream out, boolean wide) {
    this.in = new DataInputStream(in);
    this.out = new DataOutputStream(out);
    this.wide = wide;
  }

  /** The next message. */
  ByteBuffer read() throws IOException {
    int length = wide ? in.readInt() : in.readUnsignedShort();
    if (length < 1 || length > MAX_BYTES) {
      throw new IOException(
          "a message of the handshake has 1 to " + MAX_BYTES + " bytes, not " + length);
    }
    byte[] message = new byte[length];
    in.readFully(message);
    return ByteBuffer.wrap(message);
  }

  /** Sends what lies before the buffer's position. */
  void write(ByteBuffer message) throws IOException {
    message.flip();
    // one piece: two would be two packets, the second one waiting for the first one's receipt
    int head = wide ? Integer.BYTES : Short.BYTES;
    ByteBuffer frame = ByteBuffer.allocate(head + message.remaining());
    if (wide) {
      frame.putInt(message.remaining());
    } else {
      frame.putShort((short) message.remaining());
    }
    out.write(frame.put(message).array());
    out.flush();
  }
}
