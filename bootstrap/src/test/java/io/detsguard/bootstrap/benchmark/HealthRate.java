package io.detsguard.bootstrap.benchmark;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many health reports a second the service gives, against a bare Netty server that sends the
 * same bytes to the same requests. Both run in this process and take turns; {@code wrk} asks.
 */
final class HealthRate {
  private static final Pattern RATE = Pattern.compile("Requests/sec:\\s*([0-9.]+)");
  private static final Pattern FAILURES = Pattern.compile("Non-2xx|Socket errors");

  private final Path work;
  private final int rounds;
  private final TableSet set;

  private HealthRate(Path work, int rounds, TableSet set) {
    this.work = work;
    this.rounds = rounds;
    this.set = set;
  }

  /**
   * @param arguments directory to work in, rounds, name of a set
   */
  public static void main(String[] arguments) throws Exception {
    Path work = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    new HealthRate(work, Integer.parseInt(arguments[1]), TableSet.of(arguments[2])).run();
    System.exit(0);
  }

  private void run() throws Exception {
    Path tables = work.resolve("tables-" + set.name());
    set.in(tables);
    try (MeasuredGuard guard = MeasuredGuard.start(work, tables)) {
      byte[] body = body(guard.request(guard.health()).build());
      try (BareNetty bare = new BareNetty(body)) {
        URI peer = bare.address().resolve(guard.health().getPath());
        measure(guard.health(), peer, guard.bearer(), body.length);
      }
    }
  }

  private void measure(URI health, URI peer, String bearer, int bytes)
      throws IOException, InterruptedException {
    Sample ours = new Sample();
    Sample theirs = new Sample();
    rate(health, bearer, 10);
    rate(peer, bearer, 5);
    for (int round = 0; round < rounds; round++) {
      ours.add(rate(health, bearer, 3));
      theirs.add(rate(peer, bearer, 3));
    }
    print("  answer of %,d bytes, %d tables", bytes, set.tables());
    print("  health reports a second   %s", ours.text(""));
    print("  bare Netty                %s", theirs.text(""));
    print("  ratio of medians          %.2f", ours.median() / theirs.median());
  }

  private static double rate(URI address, String bearer, int seconds)
      throws IOException, InterruptedException {
    Process wrk =
        new ProcessBuilder(
                "wrk",
                "-t1",
                "-c32",
                "-d" + seconds + "s",
                "-H",
                "Authorization: " + bearer,
                address.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(wrk.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    Matcher rate = RATE.matcher(output);
    if (wrk.waitFor() != 0 || FAILURES.matcher(output).find() || !rate.find()) {
      throw new IllegalStateException(output);
    }
    return Double.parseDouble(rate.group(1));
  }

  private static byte[] body(HttpRequest request) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
