package io.detsguard.application.service;

import io.detsguard.application.port.in.CompactIdleTablesUseCase;
import io.detsguard.application.port.in.CompactTableUseCase;
import io.detsguard.application.port.in.UnusableTableException;
import io.detsguard.application.port.out.EventPublisher;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.compact.CompactionForecast;
import io.detsguard.domain.compact.CompactionOutcome;
import io.detsguard.domain.event.GuardEvent;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.table.TableFigures;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks at each table's figures first: only a table that would win something is read at all. */
public record CompactIdleTablesService(
    LiveTables liveTables,
    CompactTableUseCase compactions,
    EventPublisher events,
    InstantSource clock)
    implements CompactIdleTablesUseCase {
  private static final Logger LOG = System.getLogger(CompactIdleTablesService.class.getName());

  @Override
  public List<Attempt> compactIdle() throws IOException, InterruptedException {
    List<Attempt> attempts = new ArrayList<>();
    for (LiveTable table : liveTables.list()) {
      if (isWorthwhile(liveTables.observe(table))) {
        compact(table).ifPresent(outcome -> attempts.add(new Attempt(table.name(), outcome)));
      }
    }
    return attempts;
  }

  private static boolean isWorthwhile(TableObservation observation) {
    return observation instanceof TableObservation.Readable readable
        && readable.figures().properlyClosed()
        && estimate(readable.figures()).isWorthwhile();
  }

  /** What the free space alone lets expect. */
  private static CompactionForecast estimate(TableFigures figures) {
    long slots = figures.slots().used();
    long bytes = figures.fileBytes();
    return new CompactionForecast(bytes, bytes - figures.freeBytes().orElse(0), slots, slots);
  }

  private Optional<CompactionOutcome> compact(LiveTable table) throws InterruptedException {
    CompactTableUseCase.Request request =
        new CompactTableUseCase.Request(table.name(), false, false, true);
    try {
      CompactionOutcome outcome = compactions.compact(request, ProgressListener.NONE);
      LOG.log(Level.INFO, "compaction of {0}: {1}", table.name(), outcome);
      if (outcome instanceof CompactionOutcome.Compacted compacted) {
        events.publish(
            new GuardEvent.TableReplaced(
                clock.instant(),
                table.name(),
                ReplacementCause.COMPACT,
                compacted.records(),
                true));
      }
      return Optional.of(outcome);
    } catch (IOException | UnusableTableException e) {
      LOG.log(Level.WARNING, "the table " + table.name() + " could not be compacted", e);
      return Optional.empty();
    }
  }
}
