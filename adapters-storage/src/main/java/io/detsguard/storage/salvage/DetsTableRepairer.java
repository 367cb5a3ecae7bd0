package io.detsguard.storage.salvage;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.ReplaceOrder;
import io.detsguard.application.port.out.Replacement;
import io.detsguard.application.port.out.TableRepairer;
import io.detsguard.application.port.out.TableSalvager;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.repair.RepairedFile;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.swap.FileSwap;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Table files, repaired into the drafts that take their places.
 *
 * @param swap shared by all who replace files
 */
public record DetsTableRepairer(TableSalvager salvager, FileSwap swap) implements TableRepairer {
  /** Ends the making of a draft that has nothing to hold. */
  private static final class NotRepairedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient RepairOutcome outcome;

    NotRepairedException(RepairOutcome outcome) {
      super("nothing could be saved");
      this.outcome = outcome;
    }
  }

  @Override
  public Outcome replace(TableSalvager.Order order, ReplaceOrder place, ProgressListener progress)
      throws IOException, InterruptedException {
    AtomicReference<RepairReport> report = new AtomicReference<>();
    try {
      Replacement replacement =
          swap.replace(
              place,
              ReplacementCause.REPAIR,
              draft -> report.set(repair(order.to(location(draft)), progress)));
      return switch (replacement) {
        case Replacement.Refused(Refusal refusal) -> new Outcome.Refused(refusal);
        case Replacement.Done done -> new Outcome.Replaced(inPlace(report.get(), place), done);
      };
    } catch (NotRepairedException e) {
      return new Outcome.NotRepaired(e.outcome);
    }
  }

  private RepairReport repair(TableSalvager.Order order, ProgressListener progress)
      throws IOException, InterruptedException {
    return switch (salvager.salvage(order, progress)) {
      case RepairOutcome.Repaired(RepairReport report) -> report;
      case RepairOutcome failed -> throw new NotRepairedException(failed);
    };
  }

  /** The draft of the report has the table's name now. */
  private static RepairReport inPlace(RepairReport report, ReplaceOrder place) {
    Optional<RepairedFile> output =
        report
            .output()
            .map(file -> new RepairedFile(place.live(), file.bytes(), file.candidates()));
    return report.withOutput(output);
  }

  @Override
  public TableLocation nameBeside(TableLocation live) throws IOException {
    return location(swap.nameBeside(Path.of(live.value())));
  }

  private static TableLocation location(Path path) {
    return new TableLocation(path.toString());
  }
}
