package io.detsguard.application.service;

import io.detsguard.application.port.in.CompactTableUseCase;
import io.detsguard.application.port.in.TableSubject;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.ReplaceOrder;
import io.detsguard.application.port.out.Replacement;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.application.port.out.TableCompactor;
import io.detsguard.application.port.out.TableReplacer;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.compact.CompactionForecast;
import io.detsguard.domain.compact.CompactionOutcome;
import io.detsguard.domain.compact.CompactionPlan;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Compacts tables that stood the whole check: a verbatim copy of a damaged one would copy the
 * damage.
 *
 * @param owners whose tables can be compacted while they run
 */
public record CompactTableService(
    LiveTables liveTables,
    TableChecker checker,
    TableCompactor compactor,
    TableReplacer replacer,
    ControlledOwners owners)
    implements CompactTableUseCase {

  @Override
  public CompactionOutcome compactTo(
      TableLocation target,
      TableLocation table,
      boolean shrinksSlots,
      boolean write,
      ProgressListener progress)
      throws IOException, InterruptedException {
    TableCompactor.Order order = order(table, shrinksSlots, progress);
    CompactionForecast forecast = compactor.forecast(order);
    long records = order.report().objectsRead();
    if (!write) {
      return new CompactionOutcome.Possible(
          forecast, table, records, replacer.look(table).occupancy(), Optional.empty());
    }
    compactor.write(order, forecast, target, progress);
    return new CompactionOutcome.Compacted(
        forecast, target, Optional.empty(), records, Optional.empty(), List.of());
  }

  private TableCompactor.Order order(
      TableLocation table, boolean shrinksSlots, ProgressListener progress)
      throws InterruptedException {
    CheckReport report = checker.verify(table, Digests.RECORDS, progress);
    return new TableCompactor.Order(
        table, UsableTables.require(new TableSubject.InFile(table), report, false), shrinksSlots);
  }

  @Override
  public CompactionOutcome compact(Request request, ProgressListener progress)
      throws IOException, InterruptedException {
    CompactionPlan plan = preview(request.table(), request.shrinksSlots(), progress);
    if (plan.forecast().savedBytes() > 0 && !request.write()) {
      return new CompactionOutcome.Possible(
          plan.forecast(), plan.live(), plan.check().objectsRead(), plan.occupancy(), plan.owner());
    }
    return compact(plan, request.assumeClosed(), progress);
  }

  @Override
  public CompactionPlan preview(TableName name, boolean shrinksSlots, ProgressListener progress)
      throws IOException, InterruptedException {
    TableLocation table = locate(name);
    // The place is looked at before the content is read: a change in between then shows.
    TableReplacer.Place place = replacer.look(table);
    TableCompactor.Order order = order(table, shrinksSlots, progress);
    return new CompactionPlan(
        name,
        table,
        place.stamp(),
        shrinksSlots,
        order.report(),
        compactor.forecast(order),
        place.occupancy(),
        owners.of(name, place.occupancy()),
        place.notes());
  }

  @Override
  public CompactionOutcome compact(
      CompactionPlan plan, boolean assumeClosed, ProgressListener progress)
      throws IOException, InterruptedException {
    CompactionForecast forecast = plan.forecast();
    long records = plan.check().objectsRead();
    if (forecast.savedBytes() <= 0) {
      return new CompactionOutcome.NothingToWin(forecast, plan.live(), records);
    }
    if (plan.owner().isPresent()) {
      return new OwnedCompaction(this, plan, progress).compact(plan.owner().get(), assumeClosed);
    }
    TableCompactor.Order order =
        new TableCompactor.Order(plan.live(), plan.check(), plan.shrinksSlots());
    ReplaceOrder where = new ReplaceOrder(plan.live(), plan.stamp(), assumeClosed);
    return switch (compactor.replace(order, forecast, where, progress)) {
      case Replacement.Refused(Refusal refusal) -> new CompactionOutcome.Refused(refusal);
      case Replacement.Done(Optional<TableLocation> kept, List<String> notes) ->
          new CompactionOutcome.Compacted(
              forecast, plan.live(), kept, records, Optional.empty(), notes);
    };
  }

  @Override
  public TableLocation locate(TableName table) throws IOException {
    return CatalogueTables.locate(liveTables, table);
  }
}
