package io.detsguard.application.service;

import io.detsguard.application.port.in.ConfirmedUndoUseCase;
import io.detsguard.application.port.in.Offer;
import io.detsguard.application.port.in.UndoReplacementUseCase;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.restore.UndoOutcome;
import io.detsguard.domain.restore.UndoPlan;
import io.detsguard.domain.restore.UndoPreview;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.Optional;

/** Undoings that were shown before; what was shown is kept in memory only. */
public final class ConfirmedUndoService implements ConfirmedUndoUseCase {
  private final UndoReplacementUseCase undos;
  private final ConfirmedSteps<UndoPlan, UndoOutcome> steps;

  public ConfirmedUndoService(UndoReplacementUseCase undos, ConfirmationPorts ports) {
    this.undos = undos;
    this.steps = new ConfirmedSteps<>(ports, UndoPlan::table, UndoOutcome.Refused::new);
  }

  @Override
  public Offer<UndoPlan> preview(TableName table, int keyLimit)
      throws IOException, InterruptedException {
    return steps.preview(table, () -> look(table, keyLimit));
  }

  private Offer<UndoPlan> look(TableName table, int keyLimit)
      throws IOException, InterruptedException {
    return switch (undos.preview(table, keyLimit, ProgressListener.NONE)) {
      case UndoPreview.Refused(Refusal refusal) -> new Offer.Refused<>(refusal);
      case UndoPreview.Planned(UndoPlan plan) -> steps.shown(plan);
    };
  }

  @Override
  public UndoOutcome confirm(String confirmation, boolean assumeClosed)
      throws IOException, InterruptedException {
    return steps.confirm(confirmation, plan -> undo(plan, assumeClosed));
  }

  private UndoOutcome undo(UndoPlan plan, boolean assumeClosed)
      throws IOException, InterruptedException {
    UndoOutcome outcome = undos.undo(plan, assumeClosed, ProgressListener.NONE);
    if (outcome instanceof UndoOutcome.Undone undone) {
      Optional<CheckReport> report = undone.report();
      steps.tell(
          plan,
          ReplacementCause.UNDO,
          report.map(CheckReport::objectsRead).orElse(0L),
          undone.doubt().isEmpty() && report.map(CheckReport::isSound).orElse(true));
    }
    return outcome;
  }
}
