package io.detsguard.storage.fuzz;

import io.detsguard.application.port.out.TableSalvager.Order;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.check.RecordDigest;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.storage.dets.CheckOptions;
import io.detsguard.storage.dets.TableFileChecker;
import io.detsguard.storage.salvage.Repairs;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Bytes as a damaged table: whatever they are, what a repair writes is a sound table with the
 * records that it reports, and of a sound table it keeps everything.
 */
public final class SalvagerFuzz {
  private static final Path DAMAGED = ScratchFiles.create("damaged");
  private static final Path REPAIRED = DAMAGED.resolveSibling("repaired");
  private static final Order ORDER = Repairs.order(DAMAGED, REPAIRED);
  private static final TableFileChecker CHECKER =
      new TableFileChecker(new CheckOptions(1, Digests.RECORDS));

  private SalvagerFuzz() {}

  /** Called by Jazzer before the first input. */
  public static void fuzzerInitialize() throws Exception {
    OneSecond.warmUp(FuzzTarget.SALVAGER, SalvagerFuzz::feed);
  }

  /** Called by Jazzer for each. */
  public static void fuzzerTestOneInput(byte[] bytes) throws Exception {
    OneSecond.feed(bytes, SalvagerFuzz::feed);
  }

  private static void feed(byte[] bytes) throws IOException, InterruptedException {
    ScratchFiles.fill(DAMAGED, bytes);
    CheckReport before = CHECKER.check(DAMAGED);
    RepairOutcome outcome = Repairs.run(ORDER, ScratchFiles.WITHOUT_FORCE);
    if (outcome instanceof RepairOutcome.Repaired(RepairReport report)) {
      requireTrue(report, CHECKER.check(REPAIRED));
      ScratchFiles.deleteOthers(DAMAGED); // candidates of records may lie beside the table
      if (before.isSound() && !report.digest().equals(before.requireDigest())) {
        throw new AssertionError("of a sound table something was lost: " + report);
      }
    } else if (before.isSound() && !before.requireDigest().equals(RecordDigest.EMPTY)) {
      throw new AssertionError("a sound table was not repaired: " + outcome);
    }
  }

  private static void requireTrue(RepairReport report, CheckReport after) {
    if (!after.isSound()
        || after.objectsRead() != report.records()
        || !after.requireDigest().equals(report.digest())) {
      throw new AssertionError(report + " but the new table is " + after);
    }
  }
}
