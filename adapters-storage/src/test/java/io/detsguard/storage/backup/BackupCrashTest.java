package io.detsguard.storage.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.RunStatus;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.file.FaultyFiles;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A whole backup run of several tables with pruning, on a disk that fails at change 1, 2, 3 …: the
 * older snapshots stay, nothing is claimed that is not there, and the next run succeeds.
 */
@ExtendWith(QuietLog.class)
class BackupCrashTest {
  private static final int VERSION_AT_CRASH = 3;

  @TempDir Path temporary;
  private Path template;

  /** Two tables that change before each run and one that does not, with two runs behind them. */
  @BeforeEach
  void prepareTemplate() throws Exception {
    template = temporary.resolve("template");
    BackupScene scene = new BackupScene(template);
    Files.createDirectories(template.resolve("tables"));
    SampleTables.write(scene.table("unchanged"), 40, 1);
    for (int version = 1; version < VERSION_AT_CRASH; version++) {
      change(scene, version);
      assertEquals(RunStatus.COMPLETE, scene.run(FaultyFiles.counting()).status());
    }
    change(scene, VERSION_AT_CRASH);
  }

  private static void change(BackupScene scene, int version) throws IOException {
    SampleTables.write(scene.table("first"), 30 + version, version);
    SampleTables.write(scene.table("second"), 300, version);
  }

  @ParameterizedTest
  @EnumSource
  void survivesAFailureOfTheDiskAtAnyChange(FaultyFiles.Fault fault) throws Exception {
    long changes = changesOfOneRun();
    assertTrue(changes > 25, "the run is long enough to be worth breaking: " + changes);
    for (long failing = 1; failing <= changes; failing++) {
      BackupScene scene = new BackupScene(fresh(fault + "-" + failing));
      Catalog before = scene.requireWhole();
      BackupRun broken = scene.run(new FaultyFiles(fault, failing));

      requireNothingLost(before, broken, scene.requireWhole());
      BackupRun next = scene.run(FaultyFiles.counting());
      assertEquals(RunStatus.COMPLETE, next.status(), fault + " at " + failing);
      requireKept(scene.requireWhole());
      scene.requireClean();
    }
  }

  @Test
  void prunesAndSharesInTheRunThatIsBroken() throws Exception {
    BackupScene scene = new BackupScene(fresh("whole"));
    BackupRun run = scene.run(FaultyFiles.counting());
    assertEquals(3, run.pruned().size());
    assertEquals(3, run.backedUp().size());
    requireKept(scene.requireWhole());
  }

  private long changesOfOneRun() throws Exception {
    FaultyFiles counting = FaultyFiles.counting();
    new BackupScene(fresh("counting")).run(counting);
    return counting.changes();
  }

  private static void requireNothingLost(Catalog before, BackupRun broken, Catalog after) {
    before.snapshots().forEach(snapshot -> BackupScene.requireKeptOrPruned(snapshot, after));
    for (TableOutcome outcome : broken.outcomes()) {
      if (outcome instanceof TableOutcome.BackedUp(Snapshot claimed)) {
        BackupScene.requireKeptOrPruned(claimed, after);
      }
    }
  }

  private static void requireKept(Catalog catalog) {
    for (String table : List.of("first", "second", "unchanged")) {
      assertEquals(BackupScene.KEPT, catalog.of(new TableName(table)).size(), table);
    }
    assertEquals(
        Set.of("first", "second", "unchanged"),
        catalog.newestProven().keySet().stream().map(TableName::value).collect(Collectors.toSet()));
  }

  private Path fresh(String name) throws IOException {
    Path copy = temporary.resolve(name);
    Files.walkFileTree(
        template,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(copy.resolve(template.relativize(directory)));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file, copy.resolve(template.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }
        });
    return copy;
  }
}
