package io.detsguard.bootstrap.benchmark;

import io.detsguard.bootstrap.service.AdminToken;
import io.detsguard.bootstrap.service.FirstStart;
import io.detsguard.bootstrap.service.GuardService;
import io.detsguard.bootstrap.settings.SettingKey;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.bootstrap.settings.SettingsLoader;
import io.detsguard.bootstrap.wiring.UseCaseWiring;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
    Settings settings = settings();
    InstantSource clock = InstantSource.system();
    UseCaseWiring wiring = new UseCaseWiring(settings, clock, new SecureRandom());
    AdminToken token = new FirstStart(settings, wiring, clock).prepare();
    String bearer = "Bearer " + Files.readString(token.file()).strip();
    try (GuardService service = GuardService.start(settings, wiring, clock, new SecureRandom())) {
      URI health = service.address().resolve("/api/admin/dets-health");
      byte[] body = body(health, bearer);
      try (BareNetty bare = new BareNetty(body)) {
        measure(health, bare.address().resolve("/api/admin/dets-health"), bearer, body.length);
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

  private static byte[] body(URI address, String bearer) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(address).header("Authorization", bearer).GET().build();
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
    }
  }

  private Settings settings() throws Exception {
    Path tables = work.resolve("tables-" + set.name());
    set.in(tables);
    return new SettingsLoader(Map.of())
        .load(
            Map.of(
                SettingKey.DATA,
                work.resolve("data").toString(),
                SettingKey.TABLES,
                tables.toString(),
                SettingKey.DISCOVER,
                "true",
                SettingKey.BACKUPS,
                work.resolve("backups").toString(),
                SettingKey.PORT,
                "0",
                SettingKey.SCHEDULE_ENABLED,
                "false"),
            Optional.empty());
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
