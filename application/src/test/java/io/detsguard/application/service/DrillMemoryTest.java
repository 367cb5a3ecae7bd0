package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.DrillLog;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.drill.Drill;
import io.detsguard.domain.drill.ErlangProof;
import io.detsguard.domain.drill.TableDrills;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class DrillMemoryTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final TableName TASKS = new TableName("tasks");
  private static final TableName AGENTS = new TableName("agents");

  private final FailingLog log = new FailingLog();
  private final DrillMemory memory = new DrillMemory(log);

  /** A log that cannot be written as often as it is told. */
  private static final class FailingLog implements DrillLog {
    private final Deque<IOException> failures = new ArrayDeque<>();
    private Map<TableName, TableDrills> saved = Map.of();

    @Override
    public Map<TableName, TableDrills> load() {
      return saved;
    }

    @Override
    public void save(Map<TableName, TableDrills> drills) throws IOException {
      if (!failures.isEmpty()) {
        throw failures.pop();
      }
      saved = Map.copyOf(drills);
    }
  }

  private static Drill drill(TableName table) {
    return new Drill(
        new SnapshotId(table, NOW, 1),
        NOW,
        Duration.ofMillis(5),
        10,
        ErlangProof.NOT_ASKED,
        Optional.empty());
  }

  /** Whether adding a drill gives a warning. */
  private boolean warns(TableName table) {
    List<LogRecord> records = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            records.add(entry);
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(DrillMemory.class.getName());
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
    try {
      memory.add(drill(table), Set.of(TASKS, AGENTS));
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
    return records.stream().anyMatch(entry -> entry.getLevel().intValue() >= Level.INFO.intValue());
  }

  @Test
  void aDrillThatARunCutsShortIsLoggedWithTheNext() {
    log.failures.add(new ClosedByInterruptException());
    assertFalse(warns(TASKS));
    assertEquals(Set.of(TASKS), memory.all().keySet());
    assertEquals(Set.of(), log.saved.keySet());
    assertFalse(warns(AGENTS));
    assertEquals(Set.of(TASKS, AGENTS), log.saved.keySet());
  }

  @Test
  void aDrillThatCannotBeLoggedIsRememberedWithAWarning() {
    log.failures.add(new IOException("no space left on device"));
    assertTrue(warns(TASKS));
    assertEquals(Set.of(TASKS), memory.all().keySet());
  }
}
