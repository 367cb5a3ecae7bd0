package io.detsguard.storage.erlang;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** An EPMD of a test's own, so that tests do not meet one another's nodes. */
public final class PortMapper implements AutoCloseable {
  private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);

  private final Process process;
  private final int port;

  private PortMapper(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Starts one, and waits until it listens. */
  public static PortMapper start() throws IOException, InterruptedException {
    Path epmd =
        ErlangPrograms.onPath("epmd").orElseThrow(() -> new AssertionError("no epmd on PATH"));
    int port = freePort();
    Process process =
        new ProcessBuilder(epmd.toString(), "-port", Integer.toString(port))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    PortMapper mapper = new PortMapper(process, port);
    mapper.awaitListening();
    return mapper;
  }

  /** A port that was free a moment ago. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitListening() throws IOException, InterruptedException {
    long end = System.nanoTime() + LONGEST_NANOS;
    while (!listens()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new AssertionError("epmd does not listen at port " + port);
      }
      Thread.sleep(10);
    }
  }

  private boolean listens() {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
