package io.detsguard.storage.distribution;

import io.detsguard.domain.term.Term;
import io.detsguard.storage.distribution.peer.ClosingWatch;
import io.detsguard.storage.term.TermEncoder;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Packets after the handshake: a length of 32 bits, 0 for a tick, and so many bytes. One thread
 * reads; any thread writes.
 */
final class PacketStream implements AutoCloseable {
  private static final byte[] TICK = new byte[Integer.BYTES];

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;
  private final int maxBytes;
  private final Duration patience;
  private final ReentrantLock writing = new ReentrantLock();

  /**
   * @param maxBytes of a packet that is accepted
   * @param patience how long a write may take, before the connection counts as broken
   */
  PacketStream(Socket socket, InputStream in, int maxBytes, Duration patience) throws IOException {
    this.socket = socket;
    this.in = new DataInputStream(in);
    this.out = socket.getOutputStream();
    this.maxBytes = maxBytes;
    this.patience = patience;
  }

  /**
   * The next packet; empty for a tick.
   *
   * @throws IOException when the connection breaks or a packet is longer than accepted
   */
  byte[] read() throws IOException {
    int length = in.readInt();
    if (length < 0 || length > maxBytes) {
      throw new IOException(
          "the node sent a packet of %d bytes, and at most %d are accepted"
              .formatted(length & 0xFFFF_FFFFL, maxBytes));
    }
    byte[] packet = in.readNBytes(length); // grows with what arrives, not with what was announced
    if (packet.length < length) {
      throw new EOFException("the node closed the connection within a packet");
    }
    return packet;
  }

  /** Sends a tick, unless others are writing, which does as well. */
  void tick() throws IOException {
    if (writing.tryLock()) {
      try {
        writeAll(TICK);
      } finally {
        writing.unlock();
      }
    }
  }

  /** Sends a control message, with or without a message behind it. */
  void write(Term... terms) throws IOException, InterruptedException {
    List<byte[]> encoded = List.of(terms).stream().map(TermEncoder::encode).toList();
    int length = 1 + encoded.stream().mapToInt(bytes -> bytes.length).sum();
    ByteBuffer packet = ByteBuffer.allocate(Integer.BYTES + length);
    packet.putInt(length).put((byte) ControlMessage.PASS_THROUGH);
    encoded.forEach(packet::put);
    if (!writing.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IOException("the node takes nothing any more");
    }
    try {
      writeAll(packet.array());
    } finally {
      writing.unlock();
    }
  }

  /** A write has no time-out of its own: a peer that reads nothing would hold it for ever. */
  private void writeAll(byte[] bytes) throws IOException {
    try (ClosingWatch _ = ClosingWatch.over(socket, patience)) {
      out.write(bytes);
      out.flush();
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
