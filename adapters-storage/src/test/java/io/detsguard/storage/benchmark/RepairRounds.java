package io.detsguard.storage.benchmark;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.TableSalvager.Candidates;
import io.detsguard.application.port.out.TableSalvager.Order;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.salvage.DetsTableSalvager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Repairs a table several times in one process and prints the time of each round in milliseconds,
 * for {@code benchmarks/repair-vs-erlang}. Arguments: file, rounds before the first that counts,
 * rounds.
 */
public final class RepairRounds {
  private RepairRounds() {}

  /** Runs the rounds. */
  public static void main(String[] args) throws IOException, InterruptedException {
    for (int i = 0; i < Integer.parseInt(args[1]); i++) {
      round(args[0]);
    }
    for (int i = 0; i < Integer.parseInt(args[2]); i++) {
      System.out.printf("%.2f%n", round(args[0]));
    }
  }

  private static double round(String source) throws IOException, InterruptedException {
    Path target = Path.of(source + ".repaired");
    Files.deleteIfExists(target);
    Order order =
        new Order(
            new TableLocation(source),
            new TableLocation(target.toString()),
            true,
            Optional.empty(),
            OptionalInt.empty(),
            Optional.empty(),
            Candidates.ASIDE);
    DetsTableSalvager salvager =
        new DetsTableSalvager(new DiskFiles(), Runtime.getRuntime().availableProcessors());
    long start = System.nanoTime();
    RepairOutcome outcome = salvager.salvage(order, ProgressListener.NONE);
    double millis = (System.nanoTime() - start) / 1e6;
    if (!(outcome instanceof RepairOutcome.Repaired(var report)) || !report.losses().isNothing()) {
      throw new IllegalStateException(outcome.toString());
    }
    Files.delete(target);
    return millis;
  }
}
