package io.detsguard.application.service;

import io.detsguard.application.port.in.CompactTableUseCase;
import io.detsguard.application.port.in.ConfirmedCompactionUseCase;
import io.detsguard.application.port.in.Offer;
import io.detsguard.application.port.in.UnusableTableException;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.compact.CompactionOutcome;
import io.detsguard.domain.compact.CompactionPlan;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.table.TableName;
import java.io.IOException;

/** Compactions that were shown before; what was shown is kept in memory only. */
public final class ConfirmedCompactionService implements ConfirmedCompactionUseCase {
  private final CompactTableUseCase compactions;
  private final ConfirmedSteps<CompactionPlan, CompactionOutcome> steps;

  public ConfirmedCompactionService(CompactTableUseCase compactions, ConfirmationPorts ports) {
    this.compactions = compactions;
    this.steps = new ConfirmedSteps<>(ports, CompactionPlan::table, CompactionOutcome.Refused::new);
  }

  @Override
  public Offer<CompactionPlan> preview(TableName table, boolean shrinksSlots)
      throws IOException, InterruptedException {
    return steps.preview(table, () -> look(table, shrinksSlots));
  }

  private Offer<CompactionPlan> look(TableName table, boolean shrinksSlots)
      throws IOException, InterruptedException {
    try {
      return steps.shown(compactions.preview(table, shrinksSlots, ProgressListener.NONE));
    } catch (UnusableTableException e) {
      return new Offer.Refused<>(
          new Refusal(Refusal.Kind.TABLE_DAMAGED, "the table " + words(e.verdict())));
    }
  }

  private static String words(Verdict verdict) {
    return switch (verdict) {
      case NOT_PROPERLY_CLOSED ->
          "was not properly closed: have its owner close it, or repair it if that died";
      case DAMAGED -> "is damaged; repair it first";
      case SOUND, UNSUPPORTED, NOT_DETS, UNREADABLE ->
          "cannot be compacted: its file is " + verdict.wireName().replace('_', ' ');
    };
  }

  @Override
  public CompactionOutcome confirm(String confirmation, boolean assumeClosed)
      throws IOException, InterruptedException {
    return steps.confirm(confirmation, plan -> compact(plan, assumeClosed));
  }

  private CompactionOutcome compact(CompactionPlan plan, boolean assumeClosed)
      throws IOException, InterruptedException {
    CompactionOutcome outcome = compactions.compact(plan, assumeClosed, ProgressListener.NONE);
    if (outcome instanceof CompactionOutcome.Compacted compacted) {
      steps.tell(plan, ReplacementCause.COMPACT, compacted.records(), compacted.doubt().isEmpty());
    }
    return outcome;
  }
}
