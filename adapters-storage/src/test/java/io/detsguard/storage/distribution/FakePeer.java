package io.detsguard.storage.distribution;

import io.detsguard.domain.term.Term;
import io.detsguard.storage.erlang.LiveNode;
import io.detsguard.storage.term.TermEncoder;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** A node written by hand, which goes as far as its script lets it: one script a connection. */
final class FakePeer implements AutoCloseable {
  /** The name it has. */
  static final String NAME = "fake@127.0.0.1";

  /** What it does with a connection. */
  @FunctionalInterface
  interface Script {
    void play(Talk talk) throws IOException;
  }

  private final ServerSocket server;
  private final Script script;
  private final AtomicInteger connections = new AtomicInteger();

  private FakePeer(ServerSocket server, Script script) {
    this.server = server;
    this.script = script;
  }

  static FakePeer playing(Script script) throws IOException {
    FakePeer peer = new FakePeer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), script);
    Thread.ofVirtual().start(peer::accept);
    return peer;
  }

  /** Its address, with the port: it is not registered. */
  String address() {
    return NAME + ":" + server.getLocalPort();
  }

  /** How often it was connected to. */
  int connections() {
    return connections.get();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> play(socket));
      } catch (IOException e) {
        return; // closed: the test is over
      }
    }
  }

  private void play(Socket socket) {
    try (socket) {
      Talk talk = new Talk(socket);
      script.play(talk);
      talk.awaitEnd();
    } catch (IOException e) {
      // the other side has hung up, which is what most scripts provoke
    }
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  /** One connection, from the peer's side. */
  record Talk(Socket socket, DataInputStream in, DataOutputStream out) {
    private static final long FLAGS = 0x7_ffff_ffffL;

    Talk(Socket socket) throws IOException {
      this(
          socket,
          new DataInputStream(socket.getInputStream()),
          new DataOutputStream(socket.getOutputStream()));
    }

    /** Plays the whole handshake as a node does. */
    void shakeHands() throws IOException {
      takeName();
      status("ok_simultaneous", true);
      challenge(NAME);
      byte[] reply = frame();
      long challenge = Integer.toUnsignedLong(ByteBuffer.wrap(reply).getInt(1));
      frame(concat(new byte[] {'a'}, digest(challenge)));
    }

    void takeName() throws IOException {
      frame();
    }

    void status(String status, boolean named) throws IOException {
      byte[] name = "1@127.0.0.1".getBytes(StandardCharsets.UTF_8);
      byte[] text = (named ? "snamed:" : "s" + status).getBytes(StandardCharsets.UTF_8);
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream message = new DataOutputStream(bytes);
      message.write(text);
      if (named) {
        message.writeShort(name.length);
        message.write(name);
        message.writeInt(7);
      }
      frame(bytes.toByteArray());
    }

    void challenge(String name) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream message = new DataOutputStream(bytes);
      message.write('N');
      message.writeLong(FLAGS);
      message.writeInt(4711);
      message.writeInt(9);
      message.writeShort(name.length());
      message.write(name.getBytes(StandardCharsets.UTF_8));
      frame(bytes.toByteArray());
    }

    byte[] frame() throws IOException {
      byte[] bytes = new byte[in.readUnsignedShort()];
      in.readFully(bytes);
      return bytes;
    }

    void frame(byte[] bytes) throws IOException {
      out.writeShort(bytes.length);
      out.write(bytes);
      out.flush();
    }

    /** The next packet that is no tick. */
    byte[] packet() throws IOException {
      while (true) {
        byte[] bytes = new byte[in.readInt()];
        in.readFully(bytes);
        if (bytes.length > 0) {
          return bytes;
        }
      }
    }

    void packet(Term... terms) throws IOException {
      byte[] bytes = {112};
      for (Term term : terms) {
        bytes = concat(bytes, TermEncoder.encode(term));
      }
      out.writeInt(bytes.length);
      out.write(bytes);
      out.flush();
    }

    void awaitEnd() throws IOException {
      in.transferTo(OutputStream.nullOutputStream());
    }

    private static byte[] digest(long challenge) {
      try {
        return MessageDigest.getInstance("MD5")
            .digest((LiveNode.COOKIE + challenge).getBytes(StandardCharsets.US_ASCII));
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError(e);
      }
    }

    static byte[] concat(byte[] a, byte[] b) {
      byte[] both = Arrays.copyOf(a, a.length + b.length);
      System.arraycopy(b, 0, both, a.length, b.length);
      return both;
    }
  }
}
