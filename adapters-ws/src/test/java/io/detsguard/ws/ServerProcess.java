package io.detsguard.ws;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own that is told what to do line by line. */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader answers;
  private final OutputStream orders;
  private final int port;

  /** Starts it and waits until it says its port. */
  ServerProcess(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    answers =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    orders = process.getOutputStream();
    port = Integer.parseInt(answer());
  }

  /** Our server with the options that the launcher gives it, and a heap of that size. */
  static ServerProcess ofOurs(String heap, long slowMillis) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    return new ServerProcess(
        List.of(
            java,
            "-XX:+UseSerialGC",
            "-Xmx" + heap,
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            FanoutServer.class.getName(),
            Long.toString(slowMillis)));
  }

  int port() {
    return port;
  }

  /** CPU time that it used so far, in the kernel and outside. */
  Duration cpuTime() {
    return process.info().totalCpuDuration().orElseThrow();
  }

  void order(String line) throws IOException {
    orders.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    orders.flush();
  }

  String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new EOFException("the server ended");
    }
    return line;
  }

  String ask(String line) throws IOException {
    order(line);
    return answer();
  }

  @Override
  public void close() throws IOException {
    orders.close();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
