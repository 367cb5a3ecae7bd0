package io.detsguard.domain.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.table.TableName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotIdTest {
  private static final Instant TIME = Instant.parse("2026-02-11T14:30:00Z");

  @Test
  void isNamedByTableAndTime() {
    assertEquals("task_queue_2026-02-11T14-30-00", id("task_queue", 1).text());
    assertEquals("task_queue_2026-02-11T14-30-00_2", id("task_queue", 2).text());
  }

  @Test
  void forgetsFractionsOfASecond() {
    assertEquals(id("a", 1), new SnapshotId(new TableName("a"), TIME.plusMillis(999), 1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"task", "task_queue", "a_2026-02-11T14-30-00", "a_2", "_", "a.b-c"})
  void readsItsOwnText(String table) {
    for (int sequence : new int[] {1, 2, 10, 999_999_999}) {
      SnapshotId id = id(table, sequence);
      assertEquals(Optional.of(id), SnapshotId.parse(id.text()));
    }
  }

  @Test
  void neverTakesOneTableForAnother() {
    assertEquals(
        new TableName("task_queue"),
        SnapshotId.parse("task_queue_2026-02-11T14-30-00").orElseThrow().table());
    assertEquals(
        new TableName("task"), SnapshotId.parse("task_2026-02-11T14-30-00").orElseThrow().table());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "task",
        "_2026-02-11T14-30-00",
        "task_2026-13-11T14-30-00",
        "task_2026-02-30T14-30-00",
        "task_2026-02-11T24-30-00",
        "task_2026-02-11T14:30:00",
        "task_2026-02-11T14-30-00_1",
        "task_2026-02-11T14-30-00_0",
        "task_2026-02-11T14-30-00_02",
        "task_2026-02-11T14-30-00_99999999999",
        "task_2026-02-11T14-30-00.dets",
        "a/b_2026-02-11T14-30-00"
      })
  void readsNothingElse(String text) {
    assertTrue(SnapshotId.parse(text).isEmpty());
  }

  @Test
  void sortsByTimeThenSequence() {
    SnapshotId later = new SnapshotId(new TableName("a"), TIME.plusSeconds(1), 1);
    List<SnapshotId> sorted =
        List.of(later, id("a", 10), id("a", 2), id("a", 1)).stream().sorted().toList();
    assertEquals(List.of(id("a", 1), id("a", 2), id("a", 10), later), sorted);
  }

  @Test
  void namesSortByTimeAsText() {
    String first = id("a", 1).text() + ".dets";
    String second = id("a", 2).text() + ".dets";
    String next = new SnapshotId(new TableName("a"), TIME.plusSeconds(1), 1).text() + ".dets";
    assertTrue(first.compareTo(second) < 0);
    assertTrue(second.compareTo(next) < 0);
  }

  @Test
  void refusesTimesThatDoNotFitAName() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new SnapshotId(new TableName("a"), Instant.parse("+10000-01-01T00:00:00Z"), 1));
    assertThrows(IllegalArgumentException.class, () -> id("a", 0));
  }

  private static SnapshotId id(String table, int sequence) {
    return new SnapshotId(new TableName(table), TIME, sequence);
  }
}
