package io.detsguard.storage.distribution.peer;

import io.detsguard.storage.distribution.peer.NodeException.Kind;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Asks the Erlang port mapper of a host where a node listens.
 *
 * <pre>
 *  request   length:16  'z'        name
 *  answer    'w'        result:8   port:16  …      result 0: found; else nothing follows
 * </pre>
 *
 * @param port where EPMD listens
 */
record EpmdClient(int port) {
  /** EPMD's port unless {@code ERL_EPMD_PORT} says otherwise. */
  static final int DEFAULT_PORT = 4369;

  private static final int PORT_PLEASE = 'z';
  private static final int PORT_ANSWER = 'w';

  /**
   * The port at which the node {@code name} of that host listens.
   *
   * @param name the part of the node's name before the {@code @}
   */
  int portOf(String name, InetAddress host, Duration patience) throws NodeException {
    try (Socket socket = new Socket();
        ClosingWatch watch = ClosingWatch.over(socket, patience)) {
      try {
        socket.connect(new InetSocketAddress(host, port));
        ask(socket.getOutputStream(), name);
        return answer(new DataInputStream(socket.getInputStream()), name);
      } catch (IOException e) {
        throw new NodeException(Kind.UNREACHABLE, trouble(host, e, watch.expired()), e);
      }
    } catch (IOException e) {
      throw new NodeException(Kind.UNREACHABLE, trouble(host, e, false), e);
    }
  }

  private String trouble(InetAddress host, IOException e, boolean late) {
    String what = late ? "it did not answer in time" : e.getMessage();
    return "EPMD at %s port %d could not be asked: %s".formatted(host.getHostAddress(), port, what);
  }

  private static void ask(OutputStream out, String name) throws IOException {
    byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
    out.write(
        ByteBuffer.allocate(Short.BYTES + 1 + bytes.length)
            .putShort((short) (1 + bytes.length))
            .put((byte) PORT_PLEASE)
            .put(bytes)
            .array());
    out.flush();
  }

  private static int answer(DataInputStream in, String name) throws IOException, NodeException {
    int kind = in.readUnsignedByte();
    if (kind != PORT_ANSWER) {
      throw new NodeException(
          Kind.UNREACHABLE, "what listens at EPMD's port is not EPMD: it answered byte " + kind);
    }
    int result = in.readUnsignedByte();
    if (result != 0) {
      throw new NodeException(
          Kind.UNREACHABLE,
          "EPMD knows no node \"%s\" there: it is not running, or has another name"
              .formatted(name));
    }
    int port = in.readUnsignedShort();
    if (port == 0) {
      throw new NodeException(Kind.UNREACHABLE, "EPMD gave port 0 for the node");
    }
    return port;
  }
}
