package io.detsguard.application.service;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.ReplaceOrder;
import io.detsguard.application.port.out.Replacement;
import io.detsguard.application.port.out.TableCompactor;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.compact.CompactionForecast;
import io.detsguard.domain.compact.CompactionOutcome;
import io.detsguard.domain.compact.CompactionPlan;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.Refusal;
import java.io.IOException;
import java.util.Optional;

/**
 * A compaction under the hands of a running owner, see {@link OwnedReplacement}. Records may have
 * changed since the plan was made, so the table is checked, and the win foretold, anew once it is
 * closed.
 */
final class OwnedCompaction implements OwnedReplacement.Change {
  private final CompactTableService compactions;
  private final CompactionPlan plan;
  private final ProgressListener progress;

  /** Of the table as its owner closed it. */
  private CheckReport check;

  private CompactionForecast forecast;

  OwnedCompaction(CompactTableService compactions, CompactionPlan plan, ProgressListener progress) {
    this.compactions = compactions;
    this.plan = plan;
    this.progress = progress;
    this.check = plan.check();
    this.forecast = plan.forecast();
  }

  /** Does it; what can fail is that of {@link OwnedReplacement#replace}. */
  CompactionOutcome compact(OwnerHandle owner, boolean assumeClosed)
      throws IOException, InterruptedException {
    OwnedReplacement replacement =
        new OwnedReplacement(
            compactions.replacer(),
            compactions.owners().control(),
            plan.live(),
            plan.stamp(),
            assumeClosed);
    return switch (replacement.replace(owner, this)) {
      case OwnedReplacement.Outcome.Refused(var refusal) -> new CompactionOutcome.Refused(refusal);
      case OwnedReplacement.Outcome.RolledBack(var reason, var trouble, var notes) ->
          new CompactionOutcome.RolledBack(plan.live(), reason, trouble, notes);
      case OwnedReplacement.Outcome.Replaced(var kept, var doubt, var notes) ->
          new CompactionOutcome.Compacted(forecast, plan.live(), kept, records(), doubt, notes);
    };
  }

  @Override
  public Replacement swap(ReplaceOrder order) throws IOException, InterruptedException {
    check = compactions.checker().verify(plan.live(), Digests.RECORDS, progress);
    if (Thread.interrupted()) {
      throw new InterruptedException("the check was cancelled");
    }
    if (!check.isSound()) {
      return refused(
          Refusal.Kind.TABLE_DAMAGED,
          "the check of the table that its owner has closed found: " + check.summary());
    }
    TableCompactor.Order what = new TableCompactor.Order(plan.live(), check, plan.shrinksSlots());
    forecast = compactions.compactor().forecast(what);
    return forecast.savedBytes() > 0
        ? compactions.compactor().replace(what, forecast, order, progress)
        : refused(
            Refusal.Kind.LIVE_CHANGED,
            "the table has changed since it was looked at, and there is nothing to win any more");
  }

  private static Replacement refused(Refusal.Kind kind, String reason) {
    return new Replacement.Refused(new Refusal(kind, reason));
  }

  @Override
  public Optional<String> doubt() {
    CheckReport compact = compactions.checker().verify(plan.live(), Digests.RECORDS, progress);
    if (!compact.isSound()) {
      return Optional.of("the check of the compact table found: " + compact.summary());
    }
    return compact.requireDigest().equals(check.requireDigest())
        ? Optional.empty()
        : Optional.of("the compact table does not hold the records of the old one");
  }

  @Override
  public long records() {
    return check.objectsRead();
  }
}
