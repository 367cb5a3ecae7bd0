package io.detsguard.bootstrap.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.bootstrap.settings.Settings;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.health.HealthThresholds;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.dets.TestCheckers;
import io.detsguard.storage.file.DiskFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleTablesTest {
  private static final Instant NOW = Instant.parse("2026-02-11T12:00:00Z");

  @TempDir private Path directory;

  @Test
  void makesTheNineTablesSoundAndWithAFewThousandRecords() throws Exception {
    Path tables = made("tables");
    long records = 0;
    for (TableName name : Settings.Tables.DEFAULT_NAMES) {
      CheckReport report = check(tables, name);
      assertEquals(Verdict.SOUND, report.verdict(), name + ": " + report.findings());
      records += report.objectsRead();
    }

    assertTrue(records > 2_000 && records < 10_000, records + " records");
    assertEquals(10, names(tables).size(), names(tables).toString());
  }

  @Test
  void hasOneTableThatIsEmptyAndOneThatIsMostlyFree() throws Exception {
    Path tables = made("tables");
    List<String> empty = new ArrayList<>();
    List<String> fragmented = new ArrayList<>();
    for (TableName name : Settings.Tables.DEFAULT_NAMES) {
      TableFigures figures = check(tables, name).figures().orElseThrow();
      if (figures.records() == 0) {
        empty.add(name.value());
      }
      if (figures.fragmentation().orElseThrow() > HealthThresholds.DEFAULT.fragmentation()
          && figures.freeBytes().orElseThrow()
              > HealthThresholds.DEFAULT.fragmentationFloorBytes()) {
        fragmented.add(name.value());
      }
    }

    assertEquals(List.of("task_dead_letter"), empty);
    assertEquals(List.of("message_history"), fragmented);
  }

  @Test
  void makesTheSameBytesAtTheSameTime() throws Exception {
    Path one = made("one");
    Path other = made("other");
    for (String name : names(one)) {
      assertArrayEquals(
          Files.readAllBytes(one.resolve(name)), Files.readAllBytes(other.resolve(name)), name);
    }
  }

  @Test
  void labelsThemAsSamples() throws Exception {
    assertTrue(SampleTables.areIn(made("tables")));
    assertFalse(SampleTables.areIn(directory));
  }

  @Test
  void takesAnEmptyDirectoryButNoOther() throws Exception {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Path taken = Files.createDirectory(directory.resolve("taken"));
    Files.writeString(taken.resolve("mine"), "mine");

    assertTrue(samples(empty).makeIfEmpty());
    assertFalse(samples(empty).makeIfEmpty());
    assertFalse(samples(taken).makeIfEmpty());
    assertEquals(Set.of("mine"), names(taken));
  }

  @Test
  void leavesNothingBesideThem() throws Exception {
    made("tables");

    assertEquals(Set.of("tables"), names(directory));
  }

  private Path made(String name) throws Exception {
    Path tables = directory.resolve(name);
    assertTrue(samples(tables).makeIfEmpty());
    return tables;
  }

  private static SampleTables samples(Path tables) {
    return new SampleTables(tables, new DiskFiles(), () -> NOW);
  }

  private static CheckReport check(Path tables, TableName name) throws Exception {
    return TestCheckers.ofRecords().check(tables.resolve(name + ".dets"));
  }

  private static Set<String> names(Path directory) throws Exception {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).collect(Collectors.toSet());
    }
  }
}
