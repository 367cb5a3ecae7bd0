package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.application.port.in.CompactIdleTablesUseCase.Attempt;
import io.detsguard.application.port.in.CompactTableUseCase;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.compact.CompactionForecast;
import io.detsguard.domain.compact.CompactionOutcome;
import io.detsguard.domain.compact.CompactionPlan;
import io.detsguard.domain.event.GuardEvent;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.table.FormatVariant;
import io.detsguard.domain.table.SlotCounts;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.domain.table.TableType;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Only tables that would win something are touched, and one failure does not stop the others. */
class CompactIdleTablesServiceTest {
  private static final long MEGABYTE = 1_000_000;

  private final Map<TableName, TableObservation> tables = new LinkedHashMap<>();
  private final List<CompactTableUseCase.Request> requests = new ArrayList<>();
  private final List<GuardEvent> events = new ArrayList<>();
  private final CompactIdleTablesService service =
      new CompactIdleTablesService(
          new Tables(), new Compactions(), events::add, InstantSource.fixed(Instant.EPOCH));

  private static TableName name(String text) {
    return new TableName(text);
  }

  private void add(String table, long bytes, long free, boolean closed) {
    TableFigures figures =
        new TableFigures(
            TableType.SET,
            1,
            FormatVariant.D,
            1,
            1,
            bytes,
            bytes,
            5432,
            OptionalLong.of(1),
            OptionalLong.empty(),
            closed ? OptionalLong.of(free) : OptionalLong.empty(),
            new SlotCounts(256, 256, 512),
            closed);
    tables.put(
        name(table), new TableObservation.Readable(figures, Instant.EPOCH, Optional.empty()));
  }

  @Test
  void takesOnlyTablesThatAreClosedAndWorthIt() throws Exception {
    add("half_free", MEGABYTE, MEGABYTE / 2, true);
    add("hardly_free", MEGABYTE, MEGABYTE / 10, true);
    add("small", 10_000, 9_000, true);
    add("open", MEGABYTE, MEGABYTE / 2, false);
    tables.put(name("missing"), new TableObservation.Unavailable("no such file"));

    assertEquals(
        List.of(name("half_free")), service.compactIdle().stream().map(Attempt::table).toList());
    assertEquals(
        List.of(new CompactTableUseCase.Request(name("half_free"), false, false, true)), requests);
  }

  @Test
  void tellsOfWhatItReplaced() throws Exception {
    add("won", MEGABYTE, MEGABYTE / 2, true);
    add("not_won", MEGABYTE, MEGABYTE / 2, true);
    service.compactIdle();

    assertEquals(
        List.of(
            new GuardEvent.TableReplaced(
                Instant.EPOCH, name("won"), ReplacementCause.COMPACT, 7, true)),
        events);
  }

  @Test
  void goesOnAfterAFailure() throws Exception {
    add("failing", MEGABYTE, MEGABYTE / 2, true);
    add("other", MEGABYTE, MEGABYTE / 2, true);

    assertEquals(
        List.of(name("other")), service.compactIdle().stream().map(Attempt::table).toList());
    assertEquals(2, requests.size());
  }

  private final class Tables implements LiveTables {
    @Override
    public List<LiveTable> list() {
      return tables.keySet().stream()
          .map(name -> new LiveTable(name, new TableLocation(name + ".dets")))
          .toList();
    }

    @Override
    public List<String> notes() {
      return List.of();
    }

    @Override
    public TableObservation observe(LiveTable table) {
      return tables.get(table.name());
    }

    @Override
    public TableLocation file(LiveTable table) {
      throw new AssertionError("an idle table is found by its name");
    }
  }

  private final class Compactions implements CompactTableUseCase {
    @Override
    public CompactionOutcome compactTo(
        TableLocation target,
        TableLocation table,
        boolean shrinksSlots,
        boolean write,
        ProgressListener progress) {
      throw new AssertionError("nobody asked for a copy");
    }

    @Override
    public CompactionOutcome compact(Request request, ProgressListener progress)
        throws IOException {
      requests.add(request);
      if (request.table().equals(name("failing"))) {
        throw new IOException("no space left on device");
      }
      CompactionForecast forecast = new CompactionForecast(1, 1, 256, 256);
      return request.table().equals(name("won"))
          ? new CompactionOutcome.Compacted(
              forecast, locate(request.table()), Optional.empty(), 7, Optional.empty(), List.of())
          : new CompactionOutcome.NothingToWin(forecast, locate(request.table()), 1);
    }

    @Override
    public CompactionPlan preview(
        TableName table, boolean shrinksSlots, ProgressListener progress) {
      throw new AssertionError("nobody asked for a plan");
    }

    @Override
    public CompactionOutcome compact(
        CompactionPlan plan, boolean assumeClosed, ProgressListener progress) {
      throw new AssertionError("nobody made a plan");
    }

    @Override
    public TableLocation locate(TableName table) {
      return new TableLocation(table + ".dets");
    }
  }
}
