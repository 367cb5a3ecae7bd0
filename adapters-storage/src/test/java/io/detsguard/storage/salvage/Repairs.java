package io.detsguard.storage.salvage;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.TableSalvager.Candidates;
import io.detsguard.application.port.out.TableSalvager.Order;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.dets.TestCheckers;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.file.DurableFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;

/** Repairs with the defaults, for tests. */
public final class Repairs {
  private Repairs() {}

  public static Order order(Path source, Path target) {
    return new Order(
        new TableLocation(source.toString()),
        new TableLocation(target.toString()),
        true,
        Optional.empty(),
        OptionalInt.empty(),
        Optional.empty(),
        Candidates.ASIDE);
  }

  static Order dryRun(Path source) {
    Order order = order(source, source.resolveSibling("not-written.dets"));
    return new Order(
        order.source(),
        order.target(),
        false,
        order.type(),
        order.keyPosition(),
        order.remembered(),
        Candidates.ASIDE);
  }

  static RepairOutcome run(Order order) throws IOException, InterruptedException {
    return run(order, new DiskFiles());
  }

  public static RepairOutcome run(Order order, DurableFiles files)
      throws IOException, InterruptedException {
    return new DetsTableSalvager(files, 2).salvage(order, ProgressListener.NONE);
  }

  static RepairReport repair(Path source, Path target) throws IOException, InterruptedException {
    return report(run(order(source, target)));
  }

  static RepairReport report(RepairOutcome outcome) {
    return switch (outcome) {
      case RepairOutcome.Repaired(RepairReport report) -> report;
      case RepairOutcome.NothingRecovered(RepairReport report) -> report;
      case RepairOutcome.Refused refused -> throw new AssertionError("refused: " + refused);
    };
  }

  /** The digest of a sound table's records, as the corpus has it. */
  static String sortedDigest(Path table) throws InterruptedException {
    return TestCheckers.withSortedDigest().check(table).sortedDigest().orElseThrow();
  }
}
