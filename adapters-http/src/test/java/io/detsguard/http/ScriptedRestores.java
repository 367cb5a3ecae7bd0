package io.detsguard.http;

import io.detsguard.application.port.in.ConfirmedRestoreUseCase;
import io.detsguard.application.port.in.Offer;
import io.detsguard.application.port.in.RestoreTableUseCase.Source;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows and answers what a test says, and notes what it was asked; else it fails. */
public final class ScriptedRestores implements ConfirmedRestoreUseCase {
  /** What came with the last preview. */
  public static final String CONFIRMATION = "shown-once";

  /** What was asked for, in order: wishes and confirmations, as text. */
  public final List<String> asked = new ArrayList<>();

  private volatile Optional<Offer<RestorePlan>> offer = Optional.empty();
  private volatile Optional<RestoreOutcome> outcome = Optional.empty();

  public void show(RestorePlan plan) {
    offer = Optional.of(new Offer.Shown<>(plan, CONFIRMATION, TestServer.NOW));
  }

  public void answer(RestoreOutcome next) {
    outcome = Optional.of(next);
  }

  /** Both steps are refused. */
  public void refuse(Refusal refusal) {
    offer = Optional.of(new Offer.Refused<>(refusal));
    outcome = Optional.of(new RestoreOutcome.Refused(refusal));
  }

  @Override
  public Offer<RestorePlan> preview(Source source, int keyLimit) {
    asked.add(source.table() + " " + source.snapshot() + " " + keyLimit);
    return offer.orElseThrow(() -> new AssertionError("no preview was prepared"));
  }

  @Override
  public RestoreOutcome confirm(String confirmation, boolean assumeClosed) {
    asked.add(confirmation + " " + assumeClosed);
    return outcome.orElseThrow(() -> new AssertionError("no outcome was prepared"));
  }
}
