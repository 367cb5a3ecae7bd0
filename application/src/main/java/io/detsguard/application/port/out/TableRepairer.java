package io.detsguard.application.port.out;

import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;

/** Puts repaired tables in place of damaged ones. Safe for use by many threads. */
public interface TableRepairer {
  /**
   * Repairs a live table into its own place, under the rules of {@link TableReplacer#replace}.
   *
   * @param order its target is not used
   * @throws IOException as for {@link TableReplacer#replace}
   */
  Outcome replace(TableSalvager.Order order, ReplaceOrder place, ProgressListener progress)
      throws IOException, InterruptedException;

  /** A free name beside a live table under which nobody looks for tables. */
  TableLocation nameBeside(TableLocation live) throws IOException;

  /** How that can end. */
  sealed interface Outcome {
    /** The repaired table is in place. */
    record Replaced(RepairReport report, Replacement.Done replacement) implements Outcome {}

    /** Nothing was changed, since something stands in the way. */
    record Refused(Refusal refusal) implements Outcome {}

    /** Nothing was changed, since nothing could be saved. */
    record NotRepaired(RepairOutcome outcome) implements Outcome {}
  }
}
