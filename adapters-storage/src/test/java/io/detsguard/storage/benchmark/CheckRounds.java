package io.detsguard.storage.benchmark;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.storage.dets.CheckOptions;
import io.detsguard.storage.dets.TableFileChecker;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Checks a table several times in one process and prints the median of the rounds in milliseconds,
 * for {@code benchmarks/check-vs-foldl}. Arguments: file, rounds before the measurement, rounds.
 */
public final class CheckRounds {
  private static final int WORKERS = 2;

  private CheckRounds() {}

  /** Runs the rounds. */
  public static void main(String[] args) throws InterruptedException {
    Path file = Path.of(args[0]);
    TableFileChecker checker = new TableFileChecker(new CheckOptions(WORKERS, Digests.NONE));
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      round(checker, file);
    }
    double[] millis = new double[Integer.parseInt(args[2])];
    for (int i = 0; i < millis.length; i++) {
      long start = System.nanoTime();
      round(checker, file);
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    Arrays.sort(millis);
    System.out.printf("%.2f%n", millis[millis.length / 2]);
  }

  private static void round(TableFileChecker checker, Path file) throws InterruptedException {
    CheckReport report = checker.check(file);
    if (!report.isSound()) {
      throw new IllegalStateException(report.summary());
    }
  }
}
