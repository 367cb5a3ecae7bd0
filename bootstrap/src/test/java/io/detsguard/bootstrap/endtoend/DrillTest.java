package io.detsguard.bootstrap.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service restores what it has backed up, and says so. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class DrillTest {
  private static final InstantSource CLOCK = InstantSource.system();

  @TempDir private Path data;

  private static JsonNode awaitProven(RunningGuard guard) throws Exception {
    JsonNode tables = guard.health().get("tables");
    while (!isProven(tables)) {
      Thread.sleep(20);
      tables = guard.health().get("tables");
    }
    return tables;
  }

  private static boolean isProven(JsonNode tables) {
    for (JsonNode table : tables) {
      if (table.get("last_proven_restorable_at").isNull()) {
        return false;
      }
    }
    return true;
  }

  @Test
  void everyTableIsProvenRestorableAfterARunAndAfterARestart() throws Exception {
    JsonNode before;
    try (RunningGuard guard = RunningGuard.start(data, CLOCK)) {
      assertFalse(isProven(guard.health().get("tables")));
      assertEquals(200, guard.backUp().status());
      before = awaitProven(guard);
    }
    assertFalse(Files.exists(data.resolve("drill.scratch")));
    try (RunningGuard guard = RunningGuard.start(data, CLOCK)) {
      JsonNode after = guard.health().get("tables");
      for (int i = 0; i < before.size(); i++) {
        assertTrue(before.get(i).get("restore_ms").asLong() >= 0);
        assertEquals(
            before.get(i).get("last_proven_restorable_at"),
            after.get(i).get("last_proven_restorable_at"));
      }
    }
  }
}
