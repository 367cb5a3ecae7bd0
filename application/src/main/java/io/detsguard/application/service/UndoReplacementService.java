package io.detsguard.application.service;

import io.detsguard.application.port.in.UndoReplacementUseCase;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.ReplaceOrder;
import io.detsguard.application.port.out.Replacement;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.application.port.out.TableComparer;
import io.detsguard.application.port.out.TableReplacer;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.restore.KeptFile;
import io.detsguard.domain.restore.LiveContent;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.UndoOutcome;
import io.detsguard.domain.restore.UndoPlan;
import io.detsguard.domain.restore.UndoPreview;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Undoes replacements: check, compare, put back, check again. The storage does the putting. */
public record UndoReplacementService(
    LiveTables liveTables,
    TableChecker checker,
    TableComparer comparer,
    TableReplacer replacer,
    ControlledOwners owners)
    implements UndoReplacementUseCase {
  private static final String ONLY_WHILE_CLOSED =
      "the file that would be put back is not sound, and its owner would repair it as soon as it"
          + " opens it, so the owner is not asked: this can be undone while the table is closed";

  @Override
  public UndoPreview preview(TableName table, int keyLimit, ProgressListener progress)
      throws IOException, InterruptedException {
    TableLocation live = CatalogueTables.locate(liveTables, table);
    // The place is looked at before the content is read: a change in between then shows.
    TableReplacer.Place place = replacer.look(live);
    return place.kept().isEmpty()
        ? new UndoPreview.Refused(
            new Refusal(
                Refusal.Kind.NOTHING_TO_UNDO,
                "no file of " + table + " that was replaced lies beside it"))
        : new UndoPreview.Planned(plan(table, live, place, keyLimit, progress));
  }

  private UndoPlan plan(
      TableName table,
      TableLocation live,
      TableReplacer.Place place,
      int keyLimit,
      ProgressListener progress)
      throws IOException, InterruptedException {
    KeptFile kept = place.kept().getFirst();
    LiveComparison comparison = new LiveComparison(checker, comparer);
    Optional<CheckReport> report =
        kept.absence()
            ? Optional.empty()
            : Optional.of(comparison.check(kept.location(), progress));
    Optional<LiveContent> content = Optional.empty();
    if (report.filter(LiveComparison::isComparable).isPresent()) {
      content =
          Optional.of(
              place.stamp().isEmpty()
                  ? new LiveContent.Missing()
                  : comparison.compare(live, kept.location(), keyLimit, progress));
    }
    Optional<OwnerHandle> owner = owners.of(table, place.occupancy());
    boolean sound = report.map(CheckReport::isSound).orElse(true);
    List<String> notes = new ArrayList<>(place.notes());
    if (owner.isPresent() && !sound) {
      notes.add(ONLY_WHILE_CLOSED);
    }
    return new UndoPlan(
        table,
        live,
        place.stamp(),
        kept,
        report,
        content,
        place.occupancy(),
        owner.filter(_ -> sound),
        notes);
  }

  @Override
  public UndoOutcome undo(UndoPlan plan, boolean assumeClosed, ProgressListener progress)
      throws IOException, InterruptedException {
    if (plan.owner().isPresent()) {
      return new OwnedUndo(replacer, checker, plan, progress)
          .undo(owners, plan.owner().get(), assumeClosed);
    }
    ReplaceOrder order = new ReplaceOrder(plan.live(), plan.stamp(), assumeClosed);
    return switch (replacer.putBack(plan.kept(), order)) {
      case Replacement.Refused(Refusal refusal) -> new UndoOutcome.Refused(refusal);
      case Replacement.Done(Optional<TableLocation> replaced, List<String> notes) ->
          new UndoOutcome.Undone(
              plan.live(),
              plan.kept(),
              replaced,
              checkAgain(plan, progress),
              Optional.empty(),
              notes);
    };
  }

  /** An interrupt no longer undoes anything here, so it only shows as a check that did not end. */
  private Optional<CheckReport> checkAgain(UndoPlan plan, ProgressListener progress) {
    return plan.kept().absence()
        ? Optional.empty()
        : Optional.of(checker.verify(plan.live(), Digests.NONE, progress));
  }
}
