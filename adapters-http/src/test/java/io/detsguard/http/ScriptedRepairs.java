package io.detsguard.http;

import io.detsguard.application.port.in.ConfirmedRepairUseCase;
import io.detsguard.application.port.in.Offer;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RepairPlan;
import io.detsguard.domain.restore.TableRepairOutcome;
import io.detsguard.domain.table.TableName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Shows and answers what a test says, and notes what it was asked; else it fails. */
public final class ScriptedRepairs implements ConfirmedRepairUseCase {
  /** What came with the last preview. */
  public static final String CONFIRMATION = "shown-once";

  /** What was asked for, in order: wishes and confirmations, as text. */
  public final List<String> asked = new ArrayList<>();

  private volatile Optional<Offer<RepairPlan>> offer = Optional.empty();
  private volatile Optional<TableRepairOutcome> outcome = Optional.empty();

  public void show(RepairPlan plan) {
    offer = Optional.of(new Offer.Shown<>(plan, CONFIRMATION, TestServer.NOW));
  }

  public void answer(TableRepairOutcome next) {
    outcome = Optional.of(next);
  }

  /** Both steps are refused. */
  public void refuse(Refusal refusal) {
    offer = Optional.of(new Offer.Refused<>(refusal));
    outcome = Optional.of(new TableRepairOutcome.Refused(refusal));
  }

  /** Previews wait for this. */
  public volatile CountDownLatch held = new CountDownLatch(0);

  @Override
  public Offer<RepairPlan> preview(TableName table, boolean insertsCandidates)
      throws InterruptedException {
    held.await();
    asked.add(table + " " + insertsCandidates);
    return offer.orElseThrow(() -> new AssertionError("no preview was prepared"));
  }

  @Override
  public TableRepairOutcome confirm(String confirmation, boolean assumeClosed, boolean beside) {
    asked.add(confirmation + " " + assumeClosed + " " + beside);
    return outcome.orElseThrow(() -> new AssertionError("no outcome was prepared"));
  }
}
