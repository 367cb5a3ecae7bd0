package io.detsguard.domain.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.domain.backup.Manifests;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrillBudgetTest {
  private static final Instant NOW = Instant.parse("2026-02-11T14:30:00Z");
  private static final List<Snapshot> SNAPSHOTS =
      List.of(snapshot("a"), snapshot("b"), snapshot("c"));
  private static final long BYTES = SNAPSHOTS.getFirst().manifest().bytes();

  private static Snapshot snapshot(String table) {
    return new Snapshot(Manifests.of(table, NOW, 1), new TableLocation(table));
  }

  private static TableDrills drilled(String table, Duration ago) {
    SnapshotId id = new SnapshotId(new TableName(table), NOW, 1);
    return TableDrills.first(
        new Drill(
            id, NOW.minus(ago), Duration.ZERO, BYTES, ErlangProof.NOT_ASKED, Optional.empty()));
  }

  private static List<String> chosen(long bytes, Map<TableName, TableDrills> drills) {
    return new DrillBudget(bytes)
        .choose(SNAPSHOTS, drills).stream().map(s -> s.id().table().value()).toList();
  }

  @Test
  void takesThoseFirstThatWereNeverDrilledOrLongestAgo() {
    Map<TableName, TableDrills> drills =
        Map.of(
            new TableName("a"), drilled("a", Duration.ofDays(1)),
            new TableName("b"), drilled("b", Duration.ofDays(2)));
    assertEquals(List.of("c", "b", "a"), chosen(Long.MAX_VALUE, drills));
  }

  @Test
  void takesNoMoreBytesThanItHas() {
    assertEquals(List.of("a", "b"), chosen(3 * BYTES - 1, Map.of()));
    assertEquals(List.of("a"), chosen(BYTES, Map.of()));
    assertEquals(List.of(), chosen(BYTES - 1, Map.of()));
  }

  @Test
  void remembersTheLastSuccessBeyondAFailure() {
    TableDrills known = drilled("a", Duration.ofDays(1));
    SnapshotId id = new SnapshotId(new TableName("a"), NOW, 2);
    Drill failed =
        new Drill(id, NOW, Duration.ZERO, BYTES, ErlangProof.NOT_ASKED, Optional.of("It is gone."));
    assertEquals(known.lastSuccess(), known.then(failed).lastSuccess());
    assertEquals(failed, known.then(failed).latest());
  }
}
