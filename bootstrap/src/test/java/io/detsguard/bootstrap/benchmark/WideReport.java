package io.detsguard.bootstrap.benchmark;

import io.detsguard.application.port.in.ReportHealthUseCase;
import io.detsguard.bootstrap.settings.SettingKey;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.bootstrap.settings.SettingsLoader;
import io.detsguard.bootstrap.wiring.UseCaseWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How long a health report takes when no table has changed since the one before: with a report at
 * hand, and when every file is looked at anew.
 */
final class WideReport {
  private static final int WARM_UP = 200;
  private static final int REPORTS_A_ROUND = 50;

  private final Path work;
  private final int rounds;
  private final TableSet set;
  private Duration ahead = Duration.ZERO;

  private WideReport(Path work, int rounds, TableSet set) {
    this.work = work;
    this.rounds = rounds;
    this.set = set;
  }

  /**
   * @param arguments directory to work in, rounds, name of a set
   */
  public static void main(String[] arguments) throws Exception {
    Path work = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    new WideReport(work, Integer.parseInt(arguments[1]), TableSet.of(arguments[2])).run();
  }

  private void run() throws Exception {
    Path tables = work.resolve("tables-" + set.name());
    set.in(tables);
    InstantSource clock = () -> Instant.now().plus(ahead);
    Settings settings = settings(tables);
    ReportHealthUseCase health =
        new UseCaseWiring(settings, clock, new SecureRandom()).reportHealth();
    ahead = Duration.ofSeconds(10); // so that files made just now count as settled
    Sample anew = new Sample();
    Sample atHand = new Sample();
    anew(health, WARM_UP);
    atHand(health, WARM_UP);
    for (int round = 0; round < rounds; round++) {
      anew.add(anew(health, REPORTS_A_ROUND));
      atHand.add(atHand(health, REPORTS_A_ROUND));
    }
    print("  %d tables; a report, in ms", set.tables());
    print("  every file looked at      %s", anew.text(""));
    print("  within the same second    %s", atHand.text(""));
  }

  /** Milliseconds for each report, all of them made by looking at every table. */
  private double anew(ReportHealthUseCase health, int reports) throws IOException {
    long nanos = 0;
    for (int i = 0; i < reports; i++) {
      ahead = ahead.plusSeconds(2);
      nanos -= System.nanoTime();
      requireAll(health.report().tables().size());
      nanos += System.nanoTime();
    }
    return nanos / 1e6 / reports;
  }

  private double atHand(ReportHealthUseCase health, int reports) throws IOException {
    long nanos = -System.nanoTime();
    for (int i = 0; i < reports; i++) {
      requireAll(health.report().tables().size());
    }
    return (nanos + System.nanoTime()) / 1e6 / reports;
  }

  private void requireAll(int tables) {
    if (tables != set.tables()) {
      throw new IllegalStateException(tables + " tables in the report instead of " + set.tables());
    }
  }

  private Settings settings(Path tables) throws Exception {
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
                work.resolve("backups").toString()),
            Optional.empty());
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
