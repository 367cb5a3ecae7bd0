package io.detsguard.storage.node;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.TableCopier;
import io.detsguard.application.port.out.TableCopier.CopyOutcome;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.storage.copy.Waiting;
import io.detsguard.storage.erlang.ErlangPrograms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The ladder against a real node, for {@code benchmarks/node-copies}: copies of tables under four
 * saturating writers, each judged by Erlang, and deaths of programs that hold a table. Arguments:
 * an empty directory, copies in all, deaths, seed. Ends with status 1 when a copy was wrong.
 */
public final class LadderRounds {
  private static final Duration LIMIT = Duration.ofSeconds(2);

  private static final List<Case> CASES =
      List.of(
          new Case("tiny_same", "same", 200, 60, 16),
          new Case("tiny_mixed", "mixed", 200, 60, 15),
          new Case("tiny_grow", "grow", 100, 60, 15),
          new Case("small_same", "same", 2_000, 900, 12),
          new Case("small_mixed", "mixed", 2_000, 900, 12),
          new Case("small_grow", "grow", 2_000, 900, 12),
          new Case("large_same", "same", 4_000, 6_000, 6),
          new Case("large_mixed", "mixed", 4_000, 6_000, 6),
          new Case("huge_same", "same", 4_000, 30_000, 3),
          new Case("huge_mixed", "mixed", 4_000, 24_000, 3));

  private final BusyTables tables;
  private final TableCopier ladder;
  private int wrong;
  private int exact;
  private int tried;

  private LadderRounds(BusyTables tables, TableCopier ladder) {
    this.tables = tables;
    this.ladder = ladder;
  }

  /**
   * One table.
   *
   * @param keys pairs at first
   * @param pad bytes of each record
   * @param percent of all copies
   */
  private record Case(String name, String kind, int keys, int pad, int percent) {}

  /** Runs all cases. */
  public static void main(String[] args) throws Exception {
    Path home = Files.createDirectories(Path.of(args[0]));
    long seed = Long.parseLong(args[3]);
    System.out.println("seed " + seed);
    int wrong;
    try (BusyTables tables = BusyTables.start(home, ErlangPrograms.all().getFirst())) {
      Random random = new Random(seed);
      LadderRounds rounds = new LadderRounds(tables, tables.ladder(LIMIT, Waiting.real(), random));
      for (Case table : CASES) {
        rounds.run(table, Integer.parseInt(args[1]) * table.percent() / 100);
      }
      System.out.printf(
          "%d copies tried, %d exact, %d wrong%n", rounds.tried, rounds.exact, rounds.wrong);
      die(tables, home, Integer.parseInt(args[2]), random);
      wrong = rounds.wrong;
    }
    System.exit(wrong == 0 ? 0 : 1);
  }

  private void run(Case of, int copies) throws Exception {
    LiveTable table = tables.write(of.name(), of.kind(), of.keys(), of.pad());
    Map<String, Integer> methods = new TreeMap<>();
    List<Long> pauses = new ArrayList<>();
    List<Long> times = new ArrayList<>();
    List<String> lines = new ArrayList<>();
    for (int i = 0; i < copies; i++) {
      long start = System.nanoTime();
      BusyTables.Tried copy = tables.copy(ladder, table);
      times.add(System.nanoTime() - start);
      tried++;
      switch (copy.outcome()) {
        case CopyOutcome.Copied copied -> {
          exact++;
          methods.merge(copied.method().wireName(), 1, Integer::sum);
          if (copied.method() == CopyMethod.HELD_READ
              || copied.method() == CopyMethod.HELD_REPAIR) {
            pauses.add(copied.pause().toNanos());
          }
          lines.add(copy.line());
        }
        case CopyOutcome.GaveUp(var kind, String reason) -> {
          methods.merge("none", 1, Integer::sum);
          System.out.println("  no copy: " + reason);
        }
      }
      if (lines.size() == 10 || i == copies - 1) {
        judge(lines);
      }
    }
    System.out.printf(
        "%-12s %6.1f MB  %4d copies %s  held p50 %.2f ms, p99 %.2f ms  copy p50 %.0f ms%n",
        of.name(),
        Files.size(Path.of(table.location().value())) / 1e6,
        copies,
        methods,
        percentile(pauses, 50),
        percentile(pauses, 99),
        percentile(times, 50));
    tables.stop(of.name());
    Files.delete(Path.of(table.location().value()));
  }

  private void judge(List<String> lines) throws Exception {
    for (String verdict : tables.judge(lines)) {
      if (!verdict.equals("whole")) {
        wrong++;
        System.out.println("  WRONG: " + verdict);
      }
    }
    lines.clear();
  }

  private static double percentile(List<Long> nanos, int percent) {
    List<Long> sorted = nanos.stream().sorted().toList();
    return sorted.isEmpty()
        ? Double.NaN
        : sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100)) / 1e6;
  }

  private static void die(BusyTables tables, Path home, int deaths, Random random)
      throws Exception {
    LiveTable table = tables.write("held", "same", 200, 60);
    HolderDeaths killed = new HolderDeaths(tables, home, table, random);
    List<Long> stood = new ArrayList<>();
    int held = 0;
    for (int i = 0; i < deaths; i++) {
      HolderDeaths.Death death = killed.one();
      if (death.held()) {
        held++;
        stood.add(death.stood().toNanos());
      }
    }
    System.out.printf(
        "%d programs killed, %d while they held the table: it went on after p50 %.0f ms, at most"
            + " %.0f ms%n",
        deaths, held, percentile(stood, 50), percentile(stood, 100));
  }
}
