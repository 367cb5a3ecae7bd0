package io.detsguard.bootstrap.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.detsguard.bootstrap.endtoend.RunningGuard.Answer;
import io.detsguard.bootstrap.settings.SettingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the service that DetsGuard replaces got wrong, asked of the whole over HTTP. */
class TruthTest {
  private final SteerableClock clock = new SteerableClock(Instant.parse("2026-02-11T14:30:00Z"));

  @TempDir private Path data;

  @Test
  void knowsTheLastBackupAfterARestart() throws Exception {
    long backedUpAt = clock.millis();
    try (RunningGuard guard = RunningGuard.start(data, clock)) {
      guard.backUp();
    }
    clock.advance(Duration.ofHours(3));
    try (RunningGuard guard = RunningGuard.start(data, clock)) {
      assertEquals(backedUpAt, guard.health().get("last_backup_at").asLong());
      assertEquals(1, guard.get("/api/admin/backup/runs").body().get("runs").size());
    }
  }

  @Test
  void callsARunPartialWhenATableFailed() throws Exception {
    try (RunningGuard guard = RunningGuard.start(data, clock)) {
      Files.delete(table("task_queue"));
      Answer answer = guard.backUp();

      assertEquals(207, answer.status());
      assertEquals("partial", answer.body().get("status").asText());
      assertEquals(8, answer.body().get("tables_success").asInt());
      JsonNode failed = answer.body().get("results").get(0);
      assertEquals("error", failed.get("status").asText());
      assertTrue(failed.get("reason").asText().contains("no such file"), failed.toString());
    }
  }

  @Test
  void callsARunFailedWhenNoTableSucceededAndStaysStale() throws Exception {
    try (RunningGuard guard = RunningGuard.start(data, clock)) {
      for (Path table : tables()) {
        Files.write(table, new byte[5000]);
      }
      Answer answer = guard.backUp();

      assertEquals(500, answer.status());
      assertEquals("failed", answer.body().get("status").asText());
      assertEquals(0, answer.body().get("tables_success").asInt());
      assertTrue(guard.health().get("stale_backup").asBoolean());
      assertTrue(guard.health().get("last_backup_at").isNull());
    }
  }

  @Test
  void neverPrunesTheSnapshotsOfATableWhoseNameBeginsAlike() throws Exception {
    try (RunningGuard guard = RunningGuard.start(data, clock)) {
      guard.backUp();
    }
    Path config =
        Files.writeString(
            data.resolve("config.yml"),
            "tables: " + data.resolve("tables") + "\ncatalogue: {thread: thread_messages.dets}\n");
    assertNotEquals(List.of(), snapshots("thread_messages_"));
    Map<SettingKey, String> keepOne =
        Map.of(SettingKey.SCHEDULE_ENABLED, "false", SettingKey.RETENTION_KEEP_LAST, "1");
    try (RunningGuard guard = RunningGuard.start(data, clock, keepOne, Optional.of(config))) {
      for (int run = 0; run < 3; run++) {
        clock.advance(Duration.ofMinutes(1));
        assertEquals(200, guard.backUp().status());
      }
    }

    assertEquals(1, snapshots("thread_2").size());
    assertEquals(1, snapshots("thread_messages_").size());
    assertEquals(1, snapshots("thread_replies_").size());
  }

  @Test
  void keepsBothSnapshotsOfTwoRunsWithinOneSecond() throws Exception {
    try (RunningGuard guard = RunningGuard.start(data, clock)) {
      guard.backUp();
      guard.backUp();
    }

    assertEquals(
        List.of("task_queue_2026-02-11T14-30-00.dets", "task_queue_2026-02-11T14-30-00_2.dets"),
        snapshots("task_queue_"));
  }

  @Test
  @Timeout(value = 60, unit = TimeUnit.SECONDS)
  void makesUpOnceForTheRunThatWasMissed() throws Exception {
    Map<SettingKey, String> daily =
        Map.of(SettingKey.SCHEDULE_ZONE, "UTC", SettingKey.SCHEDULE_JITTER, "0s");
    try (RunningGuard guard = RunningGuard.start(data, clock)) {
      guard.backUp();
    }
    clock.advance(Duration.ofDays(1));
    try (RunningGuard guard = RunningGuard.start(data, clock, daily)) {
      clock.advance(Duration.ofSeconds(10));
      awaitRuns(guard, 2);
      assertEquals(List.of("catch_up", "api"), triggers(guard));
    }
    try (RunningGuard guard = RunningGuard.start(data, clock, daily)) {
      clock.advance(Duration.ofHours(11));
      Thread.sleep(2500); // the schedule looks at the clock every second
      assertEquals(List.of("catch_up", "api"), triggers(guard));
      clock.advance(Duration.ofHours(2));
      awaitRuns(guard, 3);
      assertEquals(List.of("schedule", "catch_up", "api"), triggers(guard));
    }
  }

  private static void awaitRuns(RunningGuard guard, int count) throws Exception {
    while (triggers(guard).size() < count) {
      Thread.sleep(50);
    }
  }

  private static List<String> triggers(RunningGuard guard) throws Exception {
    List<String> triggers = new ArrayList<>();
    guard
        .get("/api/admin/backup/runs")
        .body()
        .get("runs")
        .forEach(run -> triggers.add(run.get("trigger").asText()));
    return triggers;
  }

  private Path table(String name) {
    return data.resolve("tables").resolve(name + ".dets");
  }

  private List<Path> tables() throws Exception {
    try (Stream<Path> files = Files.list(data.resolve("tables"))) {
      return files.filter(file -> file.toString().endsWith(".dets")).toList();
    }
  }

  private List<String> snapshots(String prefix) throws Exception {
    try (Stream<Path> files = Files.list(data.resolve("backups"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix) && name.endsWith(".dets"))
          .sorted()
          .toList();
    }
  }
}
