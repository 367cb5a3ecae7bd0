package io.detsguard.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A client that writes any bytes it is told to, for what well-behaved ones never do. Waits ten
 * seconds for what it is to read.
 */
final class RawClient implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final byte[] MASK = {1, 2, 3, 4};

  /**
   * A frame from the server.
   *
   * @param first its first byte: flags and kind
   */
  record Frame(int first, byte[] payload) {
    int kind() {
      return first & 0x0f;
    }

    String text() {
      assertEquals(FINAL | TEXT, first, "a whole, uncompressed text message");
      return new String(payload, StandardCharsets.UTF_8);
    }

    int closeCode() {
      assertEquals(FINAL | CLOSE, first, "a close frame");
      return Short.toUnsignedInt(ByteBuffer.wrap(payload).getShort());
    }
  }

  private final Socket socket;
  private final DataInputStream in;

  private RawClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /** Connects without a word. */
  static RawClient connect(int port) throws IOException {
    return connect(port, 64 * 1024);
  }

  /**
   * Connects without a word.
   *
   * @param receiveBytes how much the kernel should take in before the test reads
   */
  static RawClient connect(int port, int receiveBytes) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(receiveBytes);
    socket.connect(new InetSocketAddress("127.0.0.1", port));
    socket.setSoTimeout(10_000);
    socket.setTcpNoDelay(true);
    return new RawClient(socket);
  }

  /** Connects, upgrades, and leaves the first message to be read. */
  static RawClient open(int port) throws IOException {
    RawClient client = connect(port);
    client.upgrade();
    return client;
  }

  /** The request of a well-behaved client, and these header lines. */
  static String request(String... more) {
    List<String> lines =
        new ArrayList<>(
            List.of(
                "GET " + DashboardSocket.PATH + " HTTP/1.1",
                "Host: localhost:4000",
                "Connection: Upgrade",
                "Upgrade: websocket",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Authorization: Bearer " + OneTokenValidator.TOKEN));
    lines.addAll(List.of(more));
    return String.join("\r\n", lines) + "\r\n\r\n";
  }

  void upgrade(String... more) throws IOException {
    write(request(more).getBytes(StandardCharsets.US_ASCII));
    List<String> head = readHead();
    assertTrue(head.getFirst().startsWith("HTTP/1.1 101 "), head.toString());
  }

  /** Status line and headers of an answer, in lower case but for the status line. */
  List<String> readHead() throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    while (true) {
      int c = in.readUnsignedByte();
      if (c == '\n') {
        if (line.isEmpty()) {
          return lines;
        }
        lines.add(lines.isEmpty() ? line.toString() : line.toString().toLowerCase());
        line.setLength(0);
      } else if (c != '\r') {
        line.append((char) c);
      }
    }
  }

  Frame read() throws IOException {
    int first = in.readUnsignedByte();
    int length = in.readUnsignedByte();
    assertEquals(0, length & MASKED, "a server does not mask");
    long bytes =
        switch (length) {
          case 126 -> in.readUnsignedShort();
          case 127 -> in.readLong();
          default -> length;
        };
    return new Frame(first, in.readNBytes(Math.toIntExact(bytes)));
  }

  /** The next frame of that kind; others are passed over. */
  Frame read(int kind) throws IOException {
    Frame frame = read();
    while (frame.kind() != kind) {
      frame = read();
    }
    return frame;
  }

  /** Reads on until the connection ends; true when it ended cleanly or with a reset. */
  boolean endsWithoutMoreFrames() throws IOException {
    try {
      Frame frame = read();
      return frame == null;
    } catch (EOFException e) {
      return true;
    } catch (SocketException e) {
      return true; // reset: the server had unread bytes of ours
    }
  }

  void send(int kind, String text) throws IOException {
    send(FINAL | kind, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A masked frame of less than 64 KiB. */
  void send(int first, byte[] payload) throws IOException {
    write(frame(first, payload));
  }

  void sendClose(int code) throws IOException {
    send(FINAL | CLOSE, ByteBuffer.allocate(2).putShort((short) code).array());
  }

  static byte[] frame(int first, byte[] payload) {
    ByteBuffer frame = ByteBuffer.allocate(8 + payload.length);
    frame.put((byte) first);
    if (payload.length < 126) {
      frame.put((byte) (MASKED | payload.length));
    } else {
      frame.put((byte) (MASKED | 126)).putShort((short) payload.length);
    }
    frame.put(MASK);
    for (int i = 0; i < payload.length; i++) {
      frame.put((byte) (payload[i] ^ MASK[i % MASK.length]));
    }
    byte[] bytes = new byte[frame.position()];
    frame.flip().get(bytes);
    return bytes;
  }

  void write(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
