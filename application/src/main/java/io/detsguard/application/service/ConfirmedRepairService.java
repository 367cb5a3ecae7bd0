package io.detsguard.application.service;

import io.detsguard.application.port.in.ConfirmedRepairUseCase;
import io.detsguard.application.port.in.Offer;
import io.detsguard.application.port.in.RepairInPlaceUseCase;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RepairPlan;
import io.detsguard.domain.restore.RepairPreview;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.restore.TableRepairOutcome;
import io.detsguard.domain.table.TableName;
import java.io.IOException;

/** Repairs that were shown before; what was shown is kept in memory only. */
public final class ConfirmedRepairService implements ConfirmedRepairUseCase {
  private final RepairInPlaceUseCase repairs;
  private final ConfirmedSteps<RepairPlan, TableRepairOutcome> steps;

  public ConfirmedRepairService(RepairInPlaceUseCase repairs, ConfirmationPorts ports) {
    this.repairs = repairs;
    this.steps = new ConfirmedSteps<>(ports, RepairPlan::table, TableRepairOutcome.Refused::new);
  }

  @Override
  public Offer<RepairPlan> preview(TableName table, boolean insertsCandidates)
      throws IOException, InterruptedException {
    return steps.preview(table, () -> look(table, insertsCandidates));
  }

  private Offer<RepairPlan> look(TableName table, boolean insertsCandidates)
      throws IOException, InterruptedException {
    return switch (repairs.preview(table, insertsCandidates, ProgressListener.NONE)) {
      case RepairPreview.Refused(Refusal refusal) -> new Offer.Refused<>(refusal);
      case RepairPreview.Planned(RepairPlan plan) -> steps.shown(plan);
    };
  }

  @Override
  public TableRepairOutcome confirm(String confirmation, boolean assumeClosed, boolean beside)
      throws IOException, InterruptedException {
    return steps.confirm(
        confirmation,
        plan ->
            beside
                ? repairs.storeBeside(plan, ProgressListener.NONE)
                : replace(plan, assumeClosed));
  }

  private TableRepairOutcome replace(RepairPlan plan, boolean assumeClosed)
      throws IOException, InterruptedException {
    TableRepairOutcome outcome = repairs.replace(plan, assumeClosed, ProgressListener.NONE);
    if (outcome instanceof TableRepairOutcome.Repaired repaired) {
      steps.tell(
          plan, ReplacementCause.REPAIR, repaired.report().records(), repaired.doubt().isEmpty());
    }
    return outcome;
  }
}
