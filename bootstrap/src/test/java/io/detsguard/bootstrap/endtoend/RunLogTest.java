package io.detsguard.bootstrap.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.detsguard.bootstrap.log.JsonLines;
import io.detsguard.bootstrap.settings.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is logged on behalf of a run says which run that is, on whatever thread. */
class RunLogTest {
  private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH.plusSeconds(1));

  @TempDir private Path directory;

  @Test
  void namesTheRunOnEveryLineOfItsWorkers() throws Exception {
    try (RunningGuard guard =
            RunningGuard.start(directory, RunLogTest::clockThatWorkersCannotRead);
        JsonLines lines = new JsonLines("io.detsguard")) {
      String run = guard.backUp().body().get("run").textValue();

      List<JsonNode> workers = linesOf(lines, "backup-table-");
      assertEquals(9, workers.size(), "one defect for each table");
      assertAllName(run, workers);
      assertAllName(run, linesOf(lines, "backup-run"));
      assertTrue(messages(linesOf(lines, "backup-run")).contains("backup finished"));
    }
  }

  @Test
  void tellsTheLinesOfTwoRunsApart() throws Exception {
    try (RunningGuard guard = RunningGuard.start(directory, CLOCK);
        JsonLines lines = new JsonLines("io.detsguard")) {
      String first = guard.backUp().body().get("run").textValue();
      int firstLines = linesOf(lines, "backup-run").size();
      String second = guard.backUp().body().get("run").textValue();

      List<JsonNode> all = linesOf(lines, "backup-run");
      assertAllName(first, all.subList(0, firstLines));
      assertAllName(second, all.subList(firstLines, all.size()));
      assertEquals(
          List.of("backup started", "backup finished"),
          messages(all.subList(firstLines, all.size())));
    }
  }

  @Test
  void namesTheRunWhoseRepositoryFails() throws Exception {
    Path backups = Files.writeString(directory.resolve("a-file"), "");
    try (RunningGuard guard =
            RunningGuard.start(
                directory.resolve("data"),
                CLOCK,
                Map.of(
                    SettingKey.SCHEDULE_ENABLED,
                    "false",
                    SettingKey.BACKUPS,
                    backups.resolve("backups").toString()));
        JsonLines lines = new JsonLines("io.detsguard")) {
      String run = guard.backUp().body().get("run").textValue();

      List<JsonNode> all = linesOf(lines, "backup-run");
      assertTrue(messages(all).contains("the repository failed"), all::toString);
      assertAllName(run, all);
    }
  }

  /** Makes the backup of each table fail with a defect, which is logged by the thread it is in. */
  private static Instant clockThatWorkersCannotRead() {
    if (Thread.currentThread().getName().startsWith("backup-table-")) {
      throw new IllegalStateException("a clock that broke");
    }
    return CLOCK.instant();
  }

  private static List<JsonNode> linesOf(JsonLines lines, String thread) throws IOException {
    return lines.all().stream()
        .filter(line -> line.get("threadName").textValue().startsWith(thread))
        .toList();
  }

  private static List<String> messages(List<JsonNode> lines) {
    return lines.stream().map(line -> line.get("formattedMessage").textValue()).toList();
  }

  private static void assertAllName(String run, List<JsonNode> lines) {
    assertFalse(lines.isEmpty());
    for (JsonNode line : lines) {
      assertEquals(run, line.at("/mdc/run").asText(), line::toString);
    }
  }
}
