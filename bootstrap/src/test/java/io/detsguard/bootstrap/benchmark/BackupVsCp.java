package io.detsguard.bootstrap.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.detsguard.application.service.BackUpTablesService;
import io.detsguard.bootstrap.settings.SettingKey;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.bootstrap.settings.SettingsLoader;
import io.detsguard.bootstrap.wiring.UseCaseWiring;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunStatus;
import io.detsguard.domain.backup.RunTrigger;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A whole proven backup run, as the warm service makes it, against {@code cp} and {@code sync} of
 * the same bytes in the same run of this program. Rounds of both alternate; medians are compared.
 */
final class BackupVsCp {
  private static final int WARM_UPS = 2;
  private static final long WARM_UP_NANOS = 20_000_000_000L;

  /**
   * What rounds with so many files have made is deleted when all are over: to find a free inode
   * among thousands that were just deleted takes ext4 longer than all else, for minutes.
   */
  private static final int MANY_TABLES = 1_000;

  private final Path work;
  private final Path tables;
  private final Path repository;
  private final int rounds;
  private final double gigabytes;
  private final boolean wide;
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private BackupVsCp(Path work, TableSet set, int rounds) throws IOException {
    this.work = work;
    this.tables = work.resolve("tables-" + set.name());
    this.repository = work.resolve("backups");
    this.rounds = rounds;
    long bytes = 0;
    for (Path file : set.in(tables)) {
      bytes += Files.size(file);
    }
    this.gigabytes = bytes / 1e9;
    this.wide = set.tables() >= MANY_TABLES;
    print("set %s: %d tables, %.1f MB in all", set.name(), set.tables(), bytes / 1e6);
  }

  /**
   * @param arguments directory to work in, rounds, names of sets
   */
  public static void main(String[] arguments) throws Exception {
    Path work = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    int rounds = Integer.parseInt(arguments[1]);
    print("Java %s, %d processors", Runtime.version(), Runtime.getRuntime().availableProcessors());
    for (String name : List.of(arguments).subList(2, arguments.length)) {
      BackupVsCp benchmark = new BackupVsCp(work, TableSet.of(name), rounds);
      benchmark.full();
      benchmark.again("unchanged", "7d");
      benchmark.again("content read again", "0s");
      PlainCopy.fresh(benchmark.old());
    }
  }

  /** Runs into an empty repository. */
  private void full() throws Exception {
    Sample copy = new Sample();
    Sample backup = new Sample();
    Sample cpu = new Sample();
    BackUpTablesService backups = service("7d");
    for (int round = -WARM_UPS; round < rounds; round++) {
      double copied = copySeconds();
      empty(repository);
      Cost cost = cost(backups);
      if (round >= 0) {
        copy.add(copied);
        backup.add(cost.seconds);
        cpu.add(cost.cpuSeconds / gigabytes);
      }
    }
    backups.shutDown(Duration.ZERO);
    print("  cp + sync              %s", copy.text("s"));
    print("  proven backup          %s", backup.text("s"));
    print("  ratio of medians       %.2f", backup.median() / copy.median());
    print("  processor time         %s", cpu.text("s/GB"));
  }

  /** Runs on tables that have not changed since the run before. */
  private void again(String what, String rereadAfter) throws Exception {
    Sample copy = new Sample();
    Sample run = new Sample();
    empty(repository);
    BackUpTablesService backups = service(rereadAfter);
    warmUp(backups);
    for (int round = 0; round < rounds; round++) {
      copy.add(copySeconds() * 1e3);
      run.add(cost(backups).seconds * 1e3);
    }
    backups.shutDown(Duration.ZERO);
    print("  %-22s %s", what, run.text("ms"));
    print("  ratio to cp + sync     %.3f", run.median() / copy.median());
  }

  /** Such runs are over before the compilers have looked at them: a service has made many. */
  private static void warmUp(BackUpTablesService backups) throws Exception {
    long begun = System.nanoTime();
    while (System.nanoTime() - begun < WARM_UP_NANOS) {
      backups.request(Set.of(), RunTrigger.API).run().get();
    }
  }

  /** An empty directory of that name. */
  private Path empty(Path directory) throws IOException {
    if (wide && Files.exists(directory)) {
      Path old = Files.createDirectories(old());
      Files.move(directory, Files.createTempDirectory(old, "").resolve(directory.getFileName()));
    }
    return PlainCopy.fresh(directory);
  }

  private Path old() {
    return work.resolve("old");
  }

  private double copySeconds() throws IOException, InterruptedException {
    Path target = empty(work.resolve("copy"));
    PlainCopy.settle();
    long begun = System.nanoTime();
    PlainCopy.run(tables, target);
    double seconds = (System.nanoTime() - begun) / 1e9;
    empty(target);
    return seconds;
  }

  private record Cost(double seconds, double cpuSeconds) {}

  private Cost cost(BackUpTablesService backups) throws Exception {
    PlainCopy.settle();
    long cpuBefore = system.getProcessCpuTime();
    long begun = System.nanoTime();
    BackupRun run = backups.request(Set.of(), RunTrigger.API).run().get();
    Cost cost =
        new Cost((System.nanoTime() - begun) / 1e9, (system.getProcessCpuTime() - cpuBefore) / 1e9);
    if (run.status() != RunStatus.COMPLETE) {
      throw new IllegalStateException("the run was " + run.status() + ": " + run.outcomes());
    }
    return cost;
  }

  private BackUpTablesService service(String rereadAfter) throws Exception {
    Settings settings =
        new SettingsLoader(System.getenv())
            .load(
                Map.of(
                    SettingKey.DATA, work.resolve("data").toString(),
                    SettingKey.TABLES, tables.toString(),
                    SettingKey.DISCOVER, "true",
                    SettingKey.BACKUPS, repository.toString(),
                    SettingKey.COPY_REREAD_AFTER, rereadAfter),
                Optional.empty());
    return new UseCaseWiring(settings, InstantSource.system(), new SecureRandom())
        .backUpTables(event -> {});
  }

  private static void print(String format, Object... values) {
    System.out.println(String.format(Locale.ROOT, format, values));
  }
}
