package io.detsguard.application.service;

import io.detsguard.application.port.in.RepairInPlaceUseCase;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.ReplaceOrder;
import io.detsguard.application.port.out.TableRepairer.Outcome;
import io.detsguard.application.port.out.TableReplacer;
import io.detsguard.application.port.out.TableSalvager;
import io.detsguard.application.port.out.TableSalvager.Candidates;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.repair.RepairedFile;
import io.detsguard.domain.repair.TableShape;
import io.detsguard.domain.restore.LiveStamp;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RepairPlan;
import io.detsguard.domain.restore.RepairPreview;
import io.detsguard.domain.restore.TableRepairOutcome;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Repairs tables of the catalogue: check, salvage, put in place, check again. */
public record RepairInPlaceService(RepairPorts ports) implements RepairInPlaceUseCase {
  private static final String RESTORE_INSTEAD = "; restore a snapshot instead";

  @Override
  public RepairPreview preview(
      TableName table, boolean insertsCandidates, ProgressListener progress)
      throws IOException, InterruptedException {
    TableLocation live = CatalogueTables.locate(ports.liveTables(), table);
    // The place is looked at before the content is read: a change in between then shows.
    TableReplacer.Place place = ports.replacer().look(live);
    if (place.stamp().isEmpty()) {
      return refused(Refusal.Kind.TABLE_MISSING, "the table has no file" + RESTORE_INSTEAD);
    }
    CheckReport check = ports.checker().verify(live, Digests.NONE, progress);
    if (Thread.interrupted()) {
      throw new InterruptedException("the check was cancelled");
    }
    if (check.isSound()) {
      return refused(Refusal.Kind.NOTHING_TO_REPAIR, "the table is sound: nothing to repair");
    }
    TableSalvager.Order dryRun =
        order(live, live, insertsCandidates ? Candidates.INSERTED : Candidates.ASIDE, false);
    return switch (ports.salvager().salvage(dryRun, progress)) {
      case RepairOutcome.Repaired(RepairReport report) ->
          new RepairPreview.Planned(
              new RepairPlan(
                  table,
                  live,
                  place.stamp().get(),
                  check,
                  report,
                  insertsCandidates,
                  place.occupancy(),
                  ports.owners().of(table, place.occupancy()),
                  place.notes()));
      case RepairOutcome failed -> new RepairPreview.Refused(refusal(failed));
    };
  }

  private static RepairPreview refused(Refusal.Kind kind, String reason) {
    return new RepairPreview.Refused(new Refusal(kind, reason));
  }

  /** Why a repair came to nothing. */
  static Refusal refusal(RepairOutcome failed) {
    String reason =
        switch (failed) {
          case RepairOutcome.NothingRecovered nothing ->
              "none of its records can be read" + RESTORE_INSTEAD;
          case RepairOutcome.Refused refused ->
              "it cannot be repaired: "
                  + refused.finding().message()
                  + refused.guess().map(RepairInPlaceService::hint).orElse(RESTORE_INSTEAD);
          case RepairOutcome.Repaired repaired ->
              throw new IllegalArgumentException("it was repaired: " + repaired);
        };
    return new Refusal(Refusal.Kind.TABLE_DAMAGED, reason);
  }

  private static String hint(TableShape guess) {
    return "; its records look like those of a %s with the key at position %d, and detsguard repair"
            .formatted(guess.type().erlangName(), guess.keyPosition())
        + " with --type, --key-position and --to saves them";
  }

  @Override
  public TableRepairOutcome replace(
      RepairPlan plan, boolean assumeClosed, ProgressListener progress)
      throws IOException, InterruptedException {
    if (plan.owner().isPresent()) {
      return new OwnedRepair(this, plan, progress).repair(plan.owner().get(), assumeClosed);
    }
    ReplaceOrder place = new ReplaceOrder(plan.live(), Optional.of(plan.stamp()), assumeClosed);
    return switch (putInPlace(plan, place, progress)) {
      case Outcome.Refused(Refusal refusal) -> new TableRepairOutcome.Refused(refusal);
      case Outcome.NotRepaired(RepairOutcome failed) ->
          new TableRepairOutcome.Refused(refusal(failed));
      case Outcome.Replaced replaced ->
          new TableRepairOutcome.Repaired(
              plan.live(),
              replaced.replacement().kept(),
              replaced.report(),
              doubt(replaced.report(), plan.live(), progress),
              replaced.replacement().notes());
    };
  }

  /** Repairs the table into its own place. */
  Outcome putInPlace(RepairPlan plan, ReplaceOrder place, ProgressListener progress)
      throws IOException, InterruptedException {
    TableSalvager.Order order =
        order(
            plan.live(),
            plan.live(),
            plan.insertsCandidates() ? Candidates.INSERTED : Candidates.LEFT,
            true);
    return ports.repairer().replace(order, place, progress);
  }

  @Override
  public TableRepairOutcome storeBeside(RepairPlan plan, ProgressListener progress)
      throws IOException, InterruptedException {
    Optional<LiveStamp> expected = Optional.of(plan.stamp());
    if (!ports.replacer().look(plan.live()).stamp().equals(expected)) {
      return new TableRepairOutcome.Refused(changed());
    }
    TableLocation target = ports.repairer().nameBeside(plan.live());
    TableSalvager.Order order =
        order(
            plan.live(),
            target,
            plan.insertsCandidates() ? Candidates.INSERTED : Candidates.ASIDE,
            true);
    return switch (ports.salvager().salvage(order, progress)) {
      case RepairOutcome.Repaired(RepairReport report) ->
          new TableRepairOutcome.Repaired(
              report.output().map(RepairedFile::location).orElse(target),
              Optional.empty(),
              report,
              doubt(report, target, progress),
              changedMeanwhile(plan));
      case RepairOutcome failed -> new TableRepairOutcome.Refused(refusal(failed));
    };
  }

  private List<String> changedMeanwhile(RepairPlan plan) throws IOException {
    return ports.replacer().look(plan.live()).stamp().equals(Optional.of(plan.stamp()))
        ? List.of()
        : List.of(
            "the table was written to meanwhile, so this may be neither its old state nor its"
                + " new one");
  }

  private static Refusal changed() {
    return new Refusal(
        Refusal.Kind.LIVE_CHANGED,
        "the table's file is no longer the one that was looked at; look again");
  }

  /** An interrupt no longer undoes anything here, so it only shows as a check that did not end. */
  Optional<String> doubt(RepairReport report, TableLocation at, ProgressListener progress) {
    CheckReport check = ports.checker().verify(at, Digests.RECORDS, progress);
    if (!check.isSound()) {
      return Optional.of("the check of the repaired table found: " + check.summary());
    }
    return check.requireDigest().equals(report.digest())
        ? Optional.empty()
        : Optional.of("the repaired table no longer holds what was saved");
  }

  private TableSalvager.Order order(
      TableLocation source, TableLocation target, Candidates candidates, boolean writes) {
    return new TableSalvager.Order(
        source,
        target,
        writes,
        Optional.empty(),
        OptionalInt.empty(),
        new RememberedShapes(ports.repository()).of(source),
        candidates);
  }
}
