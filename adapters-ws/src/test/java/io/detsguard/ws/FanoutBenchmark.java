package io.detsguard.ws;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * One event of 2 KB to every client: how long until the last one has it, and what a client costs.
 * Our server and its peer run side by side, each with its own crowd, and take turns, so that
 * whatever else the machine does hits both. {@code benchmarks/fanout} runs it.
 */
final class FanoutBenchmark {
  private static final int EVENT_BYTES = 2_048;
  private static final int WARM_UP_CLIENTS = 500;
  private static final int WARM_UP_ROUNDS = 100;
  private static final int SETTLING_ROUNDS = 30;
  private static final int ROUNDS = 21;
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** Longer than our time between two batches: what is measured is the way, not the wait. */
  private static final long PAUSE_MILLIS = 120;

  private FanoutBenchmark() {}

  /**
   * @param args the peer's script, the folder with its libraries, then numbers of clients
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    List<Integer> sizes =
        args.length > 2
            ? Stream.of(args).skip(2).map(Integer::valueOf).toList()
            : List.of(1_000, 5_000);
    List<String> peer = List.of("node", "--expose-gc", args[0], args[1]);
    System.out.printf(
        "%d processors; one event of %d bytes; median (fastest-slowest) of %d rounds%n",
        Runtime.getRuntime().availableProcessors(), EVENT_BYTES, ROUNDS);
    for (int clients : sizes) {
      try (Contender ours = new Contender(ServerProcess.ofOurs("256m", 10_000));
          Contender theirs = new Contender(new ServerProcess(peer))) {
        compare(ours, theirs, clients);
      }
    }
  }

  private static void compare(Contender ours, Contender theirs, int clients)
      throws IOException, InterruptedException {
    ours.warmUp();
    theirs.warmUp();
    ours.gather(clients);
    theirs.gather(clients);
    for (int i = 0; i < SETTLING_ROUNDS; i++) {
      ours.round();
      theirs.round();
    }
    ours.begin();
    theirs.begin();
    for (int i = 0; i < ROUNDS; i++) {
      ours.round();
      theirs.round();
    }
    System.out.printf("%n%d clients%n", clients);
    ours.report("DetsGuard", clients);
    theirs.report("Node.js ws", clients);
    System.out.printf(
        "  ratio      %7.2f (of the fastest %.2f)%n",
        ours.median() / theirs.median(), ours.fastest() / theirs.fastest());
  }

  /** A server, its crowd and what was measured of both. */
  private static final class Contender implements AutoCloseable {
    private final ServerProcess server;
    private final List<Double> times = new ArrayList<>();
    private Crowd crowd;
    private long[] empty;
    private Duration cpuBefore = Duration.ZERO;

    Contender(ServerProcess server) throws IOException {
      this.server = server;
      this.crowd = new Crowd(server.port());
      this.empty = memory();
    }

    /** Serves a smaller crowd that leaves again: code that was compiled for it is no client's. */
    void warmUp() throws IOException, InterruptedException {
      gather(WARM_UP_CLIENTS);
      for (int i = 0; i < WARM_UP_ROUNDS; i++) {
        round();
      }
      crowd.close();
      crowd = new Crowd(server.port());
      empty = memory();
    }

    void gather(int clients) throws IOException {
      crowd.addReaders(clients);
      crowd.receiveStates(LIMIT);
    }

    /** Forgets what was measured so far. */
    void begin() {
      times.clear();
      cpuBefore = server.cpuTime();
    }

    void round() throws IOException, InterruptedException {
      Thread.sleep(PAUSE_MILLIS);
      long start = System.nanoTime();
      server.order("event " + EVENT_BYTES);
      times.add((crowd.receiveOneEach(LIMIT) - start) / 1e6);
    }

    double median() {
      return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    double fastest() {
      return times.stream().min(Double::compare).orElseThrow();
    }

    void report(String name, int clients) throws IOException {
      double cpu = server.cpuTime().minus(cpuBefore).toNanos() / 1e6 / times.size();
      long[] full = memory();
      System.out.printf(
          "  %-10s %7.1f ms (%.1f-%.1f), %.1f ms of CPU; a client: %.1f kB used, %.1f kB of RSS%n",
          name,
          median(),
          fastest(),
          times.stream().max(Double::compare).orElseThrow(),
          cpu,
          (full[0] + full[1] - empty[0] - empty[1]) / 1e3 / clients,
          (full[2] - empty[2]) / 1e3 / clients);
    }

    private long[] memory() throws IOException {
      return Stream.of(server.ask("memory").split(" ")).mapToLong(Long::parseLong).toArray();
    }

    @Override
    public void close() throws IOException {
      crowd.close();
      server.close();
    }
  }
}
