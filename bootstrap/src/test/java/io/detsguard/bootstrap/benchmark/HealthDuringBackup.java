package io.detsguard.bootstrap.benchmark;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * How long the health report takes while tables are backed up, against a bare HTTP server of the
 * JDK that sends the same bytes while {@code cp} and {@code sync} copy the same tables.
 */
final class HealthDuringBackup {
  private static final long PACE_NANOS = 5_000_000;
  private static final int REQUESTS_BEFORE = 15_000;

  /**
   * What deleted files held is given back for some seconds: their blocks to the disk and, in a
   * virtual machine, their memory to its host. Whoever is measured meanwhile stands still for it.
   */
  private static final Duration GIVING_BACK = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Path work;
  private final Path tables;
  private final int rounds;

  private HealthDuringBackup(Path work, TableSet set, int rounds) throws IOException {
    this.work = work;
    this.rounds = rounds;
    this.tables = work.resolve("tables-" + set.name());
    set.in(tables);
  }

  /**
   * @param arguments directory to work in, rounds, name of a set
   */
  public static void main(String[] arguments) throws Exception {
    System.setProperty("sun.net.httpserver.nodelay", "true");
    Path work = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    TableSet set = TableSet.of(arguments[2]);
    new HealthDuringBackup(work, set, Integer.parseInt(arguments[1])).run();
    System.exit(0);
  }

  private void run() throws Exception {
    Sample guard = new Sample();
    Sample bare = new Sample();
    try (MeasuredGuard service = MeasuredGuard.start(work, tables)) {
      HttpRequest health = service.request(service.health()).build();
      byte[] body = client.send(health, HttpResponse.BodyHandlers.ofByteArray()).body();
      HttpServer peer = peer(body);
      HttpRequest same = service.request(address(peer)).build();
      warmUp(health, same);
      for (int round = -1; round < rounds; round++) {
        deleteCopies();
        Sample ours = latencies(health, () -> backUp(service));
        deleteCopies();
        Sample theirs = latencies(same, this::copy);
        if (round >= 0) {
          guard.add(ours.quantile(0.99));
          bare.add(theirs.quantile(0.99));
        }
      }
      peer.stop(0);
    }
    print("  p99 of health during a backup            %s", guard.text("ms"));
    print("  p99 of a bare JDK server beside cp+sync  %s", bare.text("ms"));
    print("  ratio of medians                         %.2f", guard.median() / bare.median());
  }

  private void deleteCopies() throws IOException, InterruptedException {
    PlainCopy.fresh(work.resolve("backups"));
    PlainCopy.fresh(work.resolve("copy"));
    PlainCopy.settle();
    Thread.sleep(GIVING_BACK);
  }

  /** A round asks too seldom to have the code of either side compiled. */
  private void warmUp(HttpRequest... requests) throws IOException, InterruptedException {
    for (int i = 0; i < REQUESTS_BEFORE; i++) {
      for (HttpRequest request : requests) {
        client.send(request, HttpResponse.BodyHandlers.discarding());
      }
    }
  }

  /**
   * Asks at a steady pace as long as the work lasts, whether earlier requests were answered or not,
   * as callers who do not know of one another would; any answer but 200 ends the benchmark.
   */
  private Sample latencies(HttpRequest request, Callable<Void> work) throws Exception {
    List<CompletableFuture<Double>> answers = new ArrayList<>();
    try (ExecutorService background = Executors.newSingleThreadExecutor()) {
      Future<Void> done = background.submit(work);
      long due = System.nanoTime();
      while (!done.isDone()) {
        answers.add(millisToAnswer(request, due));
        due += PACE_NANOS;
        Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
      }
      done.get();
    }
    Sample latencies = new Sample();
    for (CompletableFuture<Double> answer : answers) {
      latencies.add(answer.get());
    }
    return latencies;
  }

  private CompletableFuture<Double> millisToAnswer(HttpRequest request, long due) {
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .thenApply(
            answer -> {
              if (answer.statusCode() != 200) {
                throw new IllegalStateException("health answered " + answer.statusCode());
              }
              return (System.nanoTime() - due) / 1e6;
            });
  }

  private Void backUp(MeasuredGuard service) throws IOException, InterruptedException {
    HttpRequest request =
        service
            .request(service.at("/api/admin/backup"))
            .POST(HttpRequest.BodyPublishers.noBody())
            .build();
    int status = client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode();
    if (status != 200) {
      throw new IllegalStateException("the backup answered " + status);
    }
    return null;
  }

  private Void copy() throws IOException, InterruptedException {
    PlainCopy.run(tables, work.resolve("copy"));
    return null;
  }

  private static HttpServer peer(byte[] body) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
          }
        });
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.start();
    return server;
  }

  private static URI address(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
