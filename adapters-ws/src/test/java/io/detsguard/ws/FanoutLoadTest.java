package io.detsguard.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A crowd of clients, one in a hundred of which never reads, on a server with a heap of 256 MiB.
 * 1,000 clients in the usual run; {@code -Ddetsguard.load.clients=5000} for the crowd that is
 * promised (needs some 11,000 open files and about a minute).
 */
class FanoutLoadTest {
  private static final int CLIENTS = Integer.getInteger("detsguard.load.clients", 1_000);
  private static final int MUTES = CLIENTS / 100;
  private static final int ROUNDS = 20;
  private static final int EVENT_BYTES = 20_000;
  private static final long SLOW_MILLIS = 2_000;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  /** What all clients together may keep outside the heap: those that read keep nothing. */
  private static final long MOST_DIRECT_BYTES = 48L << 20;

  private static final long MOST_BYTES_A_CLIENT = 16 * 1024;

  @Test
  void servesACrowdOfWhichSomeNeverRead() throws Exception {
    try (ServerProcess server = ServerProcess.ofOurs("256m", SLOW_MILLIS);
        Crowd crowd = new Crowd(server.port())) {
      Memory empty = Memory.of(server);
      crowd.addMutes(MUTES);
      crowd.addReaders(CLIENTS - MUTES);
      crowd.receiveStates(LIMIT);
      assertEquals(CLIENTS, Integer.parseInt(server.ask("clients")));
      Memory full = Memory.of(server);
      long each = (full.heap() - empty.heap()) / CLIENTS;
      assertTrue(each < MOST_BYTES_A_CLIENT, each + " bytes of heap for each client");

      for (int i = 0; i < ROUNDS; i++) {
        server.order("event " + EVENT_BYTES);
        crowd.receiveOneEach(LIMIT);
      }
      Memory after = Memory.of(server);
      assertTrue(after.direct() < MOST_DIRECT_BYTES, "direct memory: " + after.direct());
      assertTrue(
          after.heap() < full.heap() + (8L << 20), "heap: " + full.heap() + " -> " + after.heap());
      awaitClients(server, CLIENTS - MUTES);
      System.out.printf(
          "%d clients: %d bytes of heap each; %s empty, %s full, %s after %d events of %d bytes%n",
          CLIENTS, each, empty, full, after, ROUNDS, EVENT_BYTES);
    }
  }

  /** Those that never read are closed by the rule; the others stay. */
  private static void awaitClients(ServerProcess server, int count)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (Integer.parseInt(server.ask("clients")) != count) {
      assertTrue(System.nanoTime() < deadline, "clients: " + server.ask("clients"));
      Thread.sleep(50);
    }
  }

  /** Bytes that the server uses, after a collection. */
  private record Memory(long heap, long direct, long rss) {
    static Memory of(ServerProcess server) throws IOException {
      long[] bytes =
          Stream.of(server.ask("memory").split(" ")).mapToLong(Long::parseLong).toArray();
      return new Memory(bytes[0], bytes[1], bytes[2]);
    }

    @Override
    public String toString() {
      return "heap %d MiB, direct %d MiB, RSS %d MiB"
          .formatted(heap >> 20, direct >> 20, rss >> 20);
    }
  }
}
