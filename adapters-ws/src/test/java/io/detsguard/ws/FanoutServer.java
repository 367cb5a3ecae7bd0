package io.detsguard.ws;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * The socket in a process of its own, so that its memory can be bounded and measured. Prints its
 * port, then obeys lines: {@code event BYTES} publishes an event of about that size, {@code memory}
 * prints {@code HEAP DIRECT RSS} in bytes after a collection, {@code clients} prints how many there
 * are. Ends with its input.
 */
final class FanoutServer {
  private static final int EVENT_OVERHEAD_BYTES = 260;

  private FanoutServer() {}

  /**
   * @param args how many milliseconds a client may be slow
   */
  public static void main(String[] args) throws IOException {
    SocketSettings settings =
        new SocketSettings(
            10_000,
            10,
            Duration.ofSeconds(30),
            Duration.ofMillis(Long.parseLong(args[0])),
            Duration.ofSeconds(1),
            Set.of());
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    try (TestServer server = new TestServer(settings)) {
      System.out.println(server.port());
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        obey(server, line.split(" "));
      }
    }
  }

  private static void obey(TestServer server, String[] words) throws IOException {
    switch (words[0]) {
      case "event" -> {
        int bytes = Integer.parseInt(words[1]) - EVENT_OVERHEAD_BYTES;
        server.publish(Events.finished(List.of("x".repeat(bytes))));
      }
      case "memory" -> System.out.println(heap() + " " + direct() + " " + rss());
      case "clients" -> System.out.println(server.clients().count());
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private static long heap() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static long direct() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }

  private static long rss() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
