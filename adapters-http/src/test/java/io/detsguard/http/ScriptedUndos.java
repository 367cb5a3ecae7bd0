package io.detsguard.http;

import io.detsguard.application.port.in.ConfirmedUndoUseCase;
import io.detsguard.application.port.in.Offer;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.UndoOutcome;
import io.detsguard.domain.restore.UndoPlan;
import io.detsguard.domain.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows and answers what a test says, and notes what it was asked; else it fails. */
public final class ScriptedUndos implements ConfirmedUndoUseCase {
  /** What came with the last preview. */
  public static final String CONFIRMATION = "shown-once";

  /** What was asked for, in order: wishes and confirmations, as text. */
  public final List<String> asked = new ArrayList<>();

  private volatile Optional<Offer<UndoPlan>> offer = Optional.empty();
  private volatile Optional<UndoOutcome> outcome = Optional.empty();

  public void show(UndoPlan plan) {
    offer = Optional.of(new Offer.Shown<>(plan, CONFIRMATION, TestServer.NOW));
  }

  public void answer(UndoOutcome next) {
    outcome = Optional.of(next);
  }

  /** Both steps are refused. */
  public void refuse(Refusal refusal) {
    offer = Optional.of(new Offer.Refused<>(refusal));
    outcome = Optional.of(new UndoOutcome.Refused(refusal));
  }

  @Override
  public Offer<UndoPlan> preview(TableName table, int keyLimit) {
    asked.add(table + " " + keyLimit);
    return offer.orElseThrow(() -> new AssertionError("no preview was prepared"));
  }

  @Override
  public UndoOutcome confirm(String confirmation, boolean assumeClosed) {
    asked.add(confirmation + " " + assumeClosed);
    return outcome.orElseThrow(() -> new AssertionError("no outcome was prepared"));
  }
}
