package io.detsguard.bootstrap.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.detsguard.bootstrap.endtoend.RunningGuard.Answer;
import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service that DetsGuard replaces was accepted by, asked of the whole over HTTP. */
class AcceptanceTest {
  private static final List<String> NAMES =
      Settings.Tables.DEFAULT_NAMES.stream().map(TableName::value).toList();

  private final SteerableClock clock = new SteerableClock(Instant.parse("2026-02-11T14:30:00Z"));

  @TempDir private Path data;
  private RunningGuard guard;

  @BeforeEach
  void start() throws Exception {
    guard = RunningGuard.start(data, clock);
  }

  @AfterEach
  void stop() {
    guard.close();
  }

  @Test
  void backsUpAllNineTablesOnRequest() throws Exception {
    Answer answer = guard.backUp();

    assertEquals(200, answer.status());
    assertEquals("complete", answer.body().get("status").asText());
    assertEquals(9, answer.body().get("tables_total").asInt());
    assertEquals(9, answer.body().get("tables_success").asInt());
    assertEquals(NAMES, texts(answer.body().get("results"), "table"));
    for (JsonNode result : answer.body().get("results")) {
      assertEquals("ok", result.get("status").asText());
      assertEquals(Files.size(Path.of(result.get("path").asText())), result.get("size").asLong());
    }
  }

  @Test
  void reportsHealthWithFlagsAndFigures() throws Exception {
    JsonNode before = guard.health();
    guard.backUp();
    JsonNode after = guard.health();

    assertEquals("unhealthy", before.get("health_status").asText());
    assertTrue(before.get("stale_backup").asBoolean());
    assertTrue(before.get("high_fragmentation").asBoolean());
    assertTrue(before.get("last_backup_at").isNull());
    assertEquals("warning", after.get("health_status").asText());
    assertFalse(after.get("stale_backup").asBoolean());
    assertTrue(after.get("high_fragmentation").asBoolean());
    assertEquals(clock.millis(), after.get("last_backup_at").asLong());
    assertFigures(after.get("tables").get(0));
  }

  private static void assertFigures(JsonNode taskQueue) {
    assertEquals("task_queue", taskQueue.get("table").asText());
    assertEquals(640, taskQueue.get("record_count").asLong());
    assertTrue(taskQueue.get("file_size_bytes").asLong() > 100_000);
    assertTrue(taskQueue.get("fragmentation_ratio").isDouble());
    assertEquals("ok", taskQueue.get("status").asText());
  }

  @Test
  void showsTheHealthOfEachTable() throws Exception {
    guard.backUp();
    JsonNode state = guard.dashboard();

    assertEquals(NAMES, texts(state.get("dets_health").get("tables"), "table"));
    assertEquals(
        Set.of("message_history"),
        texts(state.get("dets_health").get("tables"), "table").stream()
            .filter(name -> !status(state, name).equals("ok"))
            .collect(Collectors.toSet()));
    assertTrue(state.get("sample_tables").asBoolean());
  }

  @Test
  void tellsOfEachFinishedRun() throws Exception {
    try (EventLines lines = new EventLines()) {
      guard.backUp();
      guard.backUp();

      assertEquals(2, lines.of("backup finished").size());
      String line = lines.of("backup finished").getFirst();
      assertTrue(line.contains("status=\"complete\""), line);
      assertTrue(line.contains("backed_up=\"9\""), line);
      assertTrue(line.contains("trigger=\"api\""), line);
    }
  }

  @Test
  void leavesOneFileForEachTableNamedByItsTime() throws Exception {
    guard.backUp();

    Set<String> expected = new TreeSet<>();
    NAMES.forEach(name -> expected.add(name + "_2026-02-11T14-30-00.dets"));
    NAMES.forEach(name -> expected.add(name + "_2026-02-11T14-30-00.json"));
    assertEquals(expected, snapshotFiles());
  }

  @Test
  void warnsOfStorageAndNeverCallsItCritical() throws Exception {
    assertWarning(guard.dashboard(), "message_history", "no proven backup");
    guard.backUp();
    assertWarning(guard.dashboard(), "message_history", "free space");
    clock.advance(Duration.ofHours(49));
    assertWarning(guard.dashboard(), "message_history", "49 h old");
  }

  private static void assertWarning(JsonNode state, String... words) {
    assertEquals("warning", state.get("health").get("status").asText());
    String conditions = state.get("health").get("conditions").toString();
    for (String word : words) {
      assertTrue(conditions.contains(word), conditions);
    }
  }

  private static String status(JsonNode state, String table) {
    for (JsonNode row : state.get("dets_health").get("tables")) {
      if (row.get("table").asText().equals(table)) {
        return row.get("status").asText();
      }
    }
    throw new AssertionError("no table " + table);
  }

  private Set<String> snapshotFiles() throws Exception {
    try (Stream<Path> files = Files.list(data.resolve("backups"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> SnapshotId.parse(name.replaceFirst("\\.(dets|json)$", "")).isPresent())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static List<String> texts(JsonNode array, String field) {
    return array.findValuesAsText(field);
  }
}
