package io.detsguard.bootstrap.benchmark;

import io.detsguard.application.port.in.ReportHealthUseCase;
import io.detsguard.application.service.BackUpTablesService;
import io.detsguard.bootstrap.settings.SettingKey;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.bootstrap.settings.SettingsLoader;
import io.detsguard.bootstrap.wiring.UseCaseWiring;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunStatus;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.backup.Snapshot;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How long a health report takes when no table has changed since the one before: with a report at
 * hand, and when every file is looked at anew. Without snapshots, and with some of each table; the
 * two take turns.
 */
final class WideReport {
  private static final int WARM_UP = 400;
  private static final int REPORTS_A_ROUND = 60;
  private static final int SNAPSHOTS = 3;
  private static final Duration YOUNG_ENOUGH = Duration.ofHours(24);

  private final Path work;
  private final int rounds;
  private final TableSet set;
  private final Path tables;
  private Duration ahead = Duration.ZERO;

  private WideReport(Path work, int rounds, TableSet set) {
    this.work = work;
    this.rounds = rounds;
    this.set = set;
    this.tables = work.resolve("tables-" + set.name());
  }

  /**
   * @param arguments directory to work in, rounds, name of a set
   */
  public static void main(String[] arguments) throws Exception {
    Path work = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    new WideReport(work, Integer.parseInt(arguments[1]), TableSet.of(arguments[2])).run();
  }

  private void run() throws Exception {
    set.in(tables);
    Path repository = work.resolve("backups-of-" + set.name());
    backUpWhereNeeded(repository);
    List<Measured> all =
        List.of(
            new Measured("no snapshots", work.resolve("no-backups")),
            new Measured(SNAPSHOTS + " snapshots of each", repository));
    ahead = Duration.ofSeconds(10); // so that files made just now count as settled
    for (Measured measured : all) {
      measured.anew(WARM_UP, new Sample());
      measured.milliseconds(WARM_UP);
    }
    for (int round = 0; round < rounds; round++) {
      for (Measured measured : all) {
        measured.round();
      }
    }
    all.forEach(Measured::print);
  }

  /** Runs until each table has enough snapshots, none of them so old that it would be warned of. */
  private void backUpWhereNeeded(Path repository) throws Exception {
    try (UseCaseWiring wiring = wiring(repository, InstantSource.system())) {
      BackUpTablesService backups = wiring.backUpTables(event -> {});
      while (lacksSnapshots(wiring.listSnapshots().list().snapshots())) {
        BackupRun run = backups.request(Set.of(), RunTrigger.API).run().get();
        if (run.status() != RunStatus.COMPLETE) {
          throw new IllegalStateException("the run was " + run.status() + ": " + run.outcomes());
        }
      }
      backups.shutDown(Duration.ZERO);
    }
  }

  private boolean lacksSnapshots(List<Snapshot> snapshots) {
    Instant oldest = Instant.now().minus(YOUNG_ENOUGH);
    return snapshots.size() < SNAPSHOTS * set.tables()
        || snapshots.getFirst().id().takenAt().isBefore(oldest);
  }

  private UseCaseWiring wiring(Path repository, InstantSource clock) throws Exception {
    Settings settings =
        new SettingsLoader(Map.of())
            .load(
                Map.of(
                    SettingKey.DATA, work.resolve("data").toString(),
                    SettingKey.TABLES, tables.toString(),
                    SettingKey.DISCOVER, "true",
                    SettingKey.BACKUPS, repository.toString()),
                Optional.empty());
    return new UseCaseWiring(settings, clock, new SecureRandom());
  }

  /** The reports of one repository. */
  private final class Measured {
    private final String name;
    private final ReportHealthUseCase health;
    private final Sample mean = new Sample();
    private final Sample each = new Sample();
    private final Sample atHand = new Sample();

    Measured(String name, Path repository) throws Exception {
      this.name = name;
      this.health = wiring(repository, () -> Instant.now().plus(ahead)).reportHealth();
    }

    void round() throws IOException {
      mean.add(anew(REPORTS_A_ROUND, each));
      atHand.add(milliseconds(REPORTS_A_ROUND));
    }

    /** The mean of so many reports, in milliseconds, each made by looking at every table. */
    double anew(int reports, Sample each) throws IOException {
      double sum = 0;
      for (int i = 0; i < reports; i++) {
        ahead = ahead.plusSeconds(2);
        double one = milliseconds(1);
        each.add(one);
        sum += one;
      }
      return sum / reports;
    }

    /** The mean of so many reports, in milliseconds. */
    double milliseconds(int reports) throws IOException {
      long nanos = -System.nanoTime();
      for (int i = 0; i < reports; i++) {
        requireAll(health.report().tables().size());
      }
      return (nanos + System.nanoTime()) / 1e6 / reports;
    }

    private void requireAll(int found) {
      if (found != set.tables()) {
        throw new IllegalStateException(found + " tables in the report, not " + set.tables());
      }
    }

    void print() {
      line("%d tables, %s; a report, in ms", set.tables(), name);
      line("  every file looked at      %s", each.text(""));
      line("    mean of a round         %s", mean.text(""));
      line("    one of ten within       %.3f, nine %.3f", each.quantile(0.1), each.quantile(0.9));
      line("  within the same second    %s", atHand.text(""));
    }

    private static void line(String format, Object... values) {
      System.out.println(String.format(Locale.ROOT, format, values));
    }
  }
}
