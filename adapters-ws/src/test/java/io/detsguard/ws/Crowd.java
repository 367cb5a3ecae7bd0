package io.detsguard.ws;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Thousands of clients on one thread, some of which never read. Counts events, checks that their
 * numbers have no gap, and answers pings; cheap, so that what is measured is the server.
 */
final class Crowd implements AutoCloseable {
  private static final int MUTE_RECEIVE_BYTES = 4 * 1024;

  private final InetSocketAddress address;
  private final Selector selector = Selector.open();
  private final List<SocketChannel> channels = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();
  private final ByteBuffer chunk = ByteBuffer.allocateDirect(256 * 1024);
  private int waitingFor;
  private int events;

  Crowd(int port) throws IOException {
    address = new InetSocketAddress("127.0.0.1", port);
  }

  /** Connects clients that read; returns when each of them was upgraded. */
  void addReaders(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      SocketChannel channel = open(64 * 1024);
      channel.configureBlocking(false);
      Reader reader = new Reader();
      readers.add(reader);
      channel.register(selector, SelectionKey.OP_READ, reader);
    }
  }

  /** Connects clients that never read a byte after the upgrade. */
  void addMutes(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      open(MUTE_RECEIVE_BYTES);
    }
  }

  private SocketChannel open(int receiveBytes) throws IOException {
    SocketChannel channel = SocketChannel.open();
    channels.add(channel);
    channel.setOption(StandardSocketOptions.SO_RCVBUF, receiveBytes);
    channel.connect(address);
    channel.write(ByteBuffer.wrap(RawClient.request().getBytes(StandardCharsets.US_ASCII)));
    readHead(channel);
    return channel;
  }

  /** Byte by byte, so that nothing behind the head is taken away. */
  private static void readHead(SocketChannel channel) throws IOException {
    StringBuilder head = new StringBuilder();
    ByteBuffer one = ByteBuffer.allocate(1);
    while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
      if (channel.read(one.clear()) < 0) {
        throw new EOFException(head.toString());
      }
      head.append((char) one.get(0));
    }
    if (!head.toString().startsWith("HTTP/1.1 101 ")) {
      throw new IOException(head.toString());
    }
  }

  /** Reads until each reader has its first state. */
  void receiveStates(Duration limit) throws IOException {
    readUntil(limit, () -> readers.stream().allMatch(reader -> reader.seen >= 0));
  }

  /**
   * Reads until each reader has one event message more than before.
   *
   * @return when the last one had it, by {@link System#nanoTime}
   */
  long receiveOneEach(Duration limit) throws IOException {
    waitingFor += readers.size();
    readUntil(limit, () -> events >= waitingFor);
    return System.nanoTime();
  }

  private void readUntil(Duration limit, BooleanSupplier done) throws IOException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!done.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new IOException(events + " of " + waitingFor + " messages within " + limit);
      }
      selector.select(this::read, 100);
    }
  }

  private void read(SelectionKey key) {
    try {
      SocketChannel channel = (SocketChannel) key.channel();
      if (channel.read(chunk.clear()) < 0) {
        throw new EOFException("the server closed a client that reads");
      }
      ((Reader) key.attachment()).consume(chunk.flip(), channel);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel channel : channels) {
      channel.close();
    }
    selector.close();
  }

  /** What one client has read. */
  private final class Reader {
    private static final int START_BYTES = 40;
    private static final int LONGEST_HEADER = 10;
    private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

    private final ByteBuffer header = ByteBuffer.allocate(LONGEST_HEADER).limit(2);
    private final ByteBuffer start = ByteBuffer.allocate(START_BYTES);
    private long left = -1;
    private long seen = -1;

    void consume(ByteBuffer bytes, SocketChannel channel) throws IOException {
      while (bytes.hasRemaining()) {
        if (left < 0) {
          header.put(bytes.get());
          left = header.hasRemaining() ? -1 : lengthOrMore();
        } else {
          consumePayload(bytes);
        }
        if (left == 0) {
          finish(channel);
        }
      }
    }

    /** The length of the payload, or -1 when the header is longer than what is there. */
    private long lengthOrMore() {
      int code = header.get(1);
      int bytes = code == 126 ? 4 : code == 127 ? LONGEST_HEADER : 2;
      if (header.limit() < bytes) {
        header.limit(bytes);
        return -1;
      }
      return code == 126 ? header.getShort(2) & 0xffff : code == 127 ? header.getLong(2) : code;
    }

    private void consumePayload(ByteBuffer bytes) {
      int take = (int) Math.min(left, bytes.remaining());
      int copied = Math.min(take, start.remaining());
      start.put(start.position(), bytes, bytes.position(), copied);
      start.position(start.position() + copied);
      bytes.position(bytes.position() + take);
      left -= take;
    }

    private void finish(SocketChannel channel) throws IOException {
      int kind = header.get(0) & 0x0f;
      if (kind == RawClient.TEXT) {
        receive(new String(start.array(), 0, start.position(), StandardCharsets.US_ASCII));
      } else if (kind == RawClient.PING) {
        channel.write(ByteBuffer.wrap(PONG));
      } else {
        throw new IOException("a frame of kind " + kind);
      }
      left = -1;
      header.clear().limit(2);
      start.clear();
    }

    private void receive(String text) throws IOException {
      int from = text.indexOf("\"seq\":") + 6;
      long seq = Long.parseLong(text, from, text.indexOf(',', from), 10);
      if (text.startsWith("{\"type\":\"events\"")) {
        if (seq != seen + 1) {
          throw new IOException("after " + seen + " came " + text);
        }
        events++;
      }
      seen = seq;
    }
  }
}
