package io.detsguard.application.service;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.ReplaceOrder;
import io.detsguard.application.port.out.Replacement;
import io.detsguard.application.port.out.TableRepairer.Outcome;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RepairPlan;
import io.detsguard.domain.restore.TableRepairOutcome;
import java.io.IOException;
import java.util.Optional;

/**
 * A repair under the hands of a running owner, see {@link OwnedReplacement}. What is saved is what
 * the file holds after the owner closed it; one that it closed properly is left alone.
 */
final class OwnedRepair implements OwnedReplacement.Change {
  private final RepairInPlaceService repairs;
  private final RepairPlan plan;
  private final ProgressListener progress;

  /** Of the repaired table, once it is there. */
  private Optional<RepairReport> report = Optional.empty();

  OwnedRepair(RepairInPlaceService repairs, RepairPlan plan, ProgressListener progress) {
    this.repairs = repairs;
    this.plan = plan;
    this.progress = progress;
  }

  /** Does it; what can fail is that of {@link OwnedReplacement#replace}. */
  TableRepairOutcome repair(OwnerHandle owner, boolean assumeClosed)
      throws IOException, InterruptedException {
    RepairPorts ports = repairs.ports();
    OwnedReplacement replacement =
        new OwnedReplacement(
            ports.replacer(),
            ports.owners().control(),
            plan.live(),
            Optional.of(plan.stamp()),
            assumeClosed);
    return switch (replacement.replace(owner, this)) {
      case OwnedReplacement.Outcome.Refused(var refusal) -> new TableRepairOutcome.Refused(refusal);
      case OwnedReplacement.Outcome.RolledBack(var reason, var trouble, var notes) ->
          new TableRepairOutcome.RolledBack(plan.live(), reason, trouble, notes);
      case OwnedReplacement.Outcome.Replaced(var kept, var doubt, var notes) ->
          new TableRepairOutcome.Repaired(plan.live(), kept, report.orElseThrow(), doubt, notes);
    };
  }

  @Override
  public Replacement swap(ReplaceOrder order) throws IOException, InterruptedException {
    CheckReport now = repairs.ports().checker().verify(plan.live(), Digests.NONE, progress);
    if (Thread.interrupted()) {
      throw new InterruptedException("the check was cancelled");
    }
    if (now.isSound()) {
      return new Replacement.Refused(
          new Refusal(
              Refusal.Kind.NOTHING_TO_REPAIR,
              "its owner has closed the table properly, and it is sound: nothing to repair"));
    }
    return switch (repairs.putInPlace(plan, order, progress)) {
      case Outcome.Refused(Refusal refusal) -> new Replacement.Refused(refusal);
      case Outcome.NotRepaired(RepairOutcome failed) ->
          new Replacement.Refused(RepairInPlaceService.refusal(failed));
      case Outcome.Replaced(RepairReport saved, Replacement.Done done) -> {
        report = Optional.of(saved);
        yield done;
      }
    };
  }

  @Override
  public Optional<String> doubt() {
    return repairs.doubt(report.orElseThrow(), plan.live(), progress);
  }

  @Override
  public long records() {
    return report.orElseThrow().records();
  }
}
