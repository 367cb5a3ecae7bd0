package io.detsguard.application.service;

import io.detsguard.application.port.in.ConfirmedRestoreUseCase;
import io.detsguard.application.port.in.Offer;
import io.detsguard.application.port.in.RestoreTableUseCase;
import io.detsguard.application.port.in.RestoreTableUseCase.Source;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import io.detsguard.domain.restore.RestorePreview;
import java.io.IOException;

/** Restores that were shown before; what was shown is kept in memory only. */
public final class ConfirmedRestoreService implements ConfirmedRestoreUseCase {
  private final RestoreTableUseCase restores;
  private final ConfirmedSteps<RestorePlan, RestoreOutcome> steps;

  public ConfirmedRestoreService(RestoreTableUseCase restores, ConfirmationPorts ports) {
    this.restores = restores;
    this.steps = new ConfirmedSteps<>(ports, RestorePlan::table, RestoreOutcome.Refused::new);
  }

  @Override
  public Offer<RestorePlan> preview(Source source, int keyLimit)
      throws IOException, InterruptedException {
    return steps.preview(source.table(), () -> look(source, keyLimit));
  }

  private Offer<RestorePlan> look(Source source, int keyLimit)
      throws IOException, InterruptedException {
    return switch (restores.preview(source, keyLimit, ProgressListener.NONE)) {
      case RestorePreview.Refused(Refusal refusal) -> new Offer.Refused<>(refusal);
      case RestorePreview.Planned(RestorePlan plan) -> steps.shown(plan);
    };
  }

  @Override
  public RestoreOutcome confirm(String confirmation, boolean assumeClosed)
      throws IOException, InterruptedException {
    return steps.confirm(confirmation, plan -> restore(plan, assumeClosed));
  }

  private RestoreOutcome restore(RestorePlan plan, boolean assumeClosed)
      throws IOException, InterruptedException {
    RestoreOutcome outcome = restores.restore(plan, assumeClosed, ProgressListener.NONE);
    if (outcome instanceof RestoreOutcome.Restored restored) {
      steps.tell(plan, ReplacementCause.RESTORE, restored.records(), restored.doubt().isEmpty());
    }
    return outcome;
  }
}
