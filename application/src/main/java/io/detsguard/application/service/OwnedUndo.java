package io.detsguard.application.service;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.ReplaceOrder;
import io.detsguard.application.port.out.Replacement;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.application.port.out.TableReplacer;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.UndoOutcome;
import io.detsguard.domain.restore.UndoPlan;
import java.io.IOException;
import java.util.Optional;

/**
 * An undoing under the hands of a running owner, see {@link OwnedReplacement}. What is put back
 * must be sound: an owner repairs another file as soon as it opens it, and may lose records of it.
 */
final class OwnedUndo implements OwnedReplacement.Change {
  private final TableReplacer replacer;
  private final TableChecker checker;
  private final UndoPlan plan;
  private final ProgressListener progress;

  /** Of the file that was put back, once it is there. */
  private Optional<CheckReport> report = Optional.empty();

  OwnedUndo(
      TableReplacer replacer, TableChecker checker, UndoPlan plan, ProgressListener progress) {
    this.replacer = replacer;
    this.checker = checker;
    this.plan = plan;
    this.progress = progress;
  }

  /** Does it; what can fail is that of {@link OwnedReplacement#replace}. */
  UndoOutcome undo(ControlledOwners owners, OwnerHandle owner, boolean assumeClosed)
      throws IOException, InterruptedException {
    OwnedReplacement replacement =
        new OwnedReplacement(replacer, owners.control(), plan.live(), plan.stamp(), assumeClosed);
    return switch (replacement.replace(owner, this)) {
      case OwnedReplacement.Outcome.Refused(var refusal) -> new UndoOutcome.Refused(refusal);
      case OwnedReplacement.Outcome.RolledBack(var reason, var trouble, var notes) ->
          new UndoOutcome.RolledBack(plan.live(), plan.kept(), reason, trouble, notes);
      case OwnedReplacement.Outcome.Replaced(var kept, var doubt, var notes) ->
          new UndoOutcome.Undone(plan.live(), plan.kept(), kept, report, doubt, notes);
    };
  }

  @Override
  public Replacement swap(ReplaceOrder order) throws IOException {
    return replacer.putBack(plan.kept(), order);
  }

  @Override
  public Optional<String> doubt() {
    if (plan.kept().absence()) {
      return Optional.empty();
    }
    CheckReport found = checker.verify(plan.live(), Digests.NONE, progress);
    report = Optional.of(found);
    return found.isSound()
        ? Optional.empty()
        : Optional.of("the check of the file that was put back found: " + found.summary());
  }

  /** Where there was no file, the owner makes one without records. */
  @Override
  public long records() {
    return report.map(CheckReport::objectsRead).orElse(0L);
  }
}
