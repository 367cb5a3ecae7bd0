package io.detsguard.storage.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.RunStatus;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.file.DiskFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that makes backups, at random moments: what it claimed is there, what is there is
 * whole, and the next run needs no help.
 */
class BackupKillTest {
  private static final int KILLS = 15;
  private static final int LONGEST_LIFE_MILLIS = 250;

  @TempDir Path temporary;

  @Test
  void keepsEveryClaimedSnapshotWhenItIsKilledAtAnyMoment() throws Exception {
    long seed = Long.getLong("detsguard.seed", System.nanoTime() & 0xFFFF_FFFFL);
    System.out.println("BackupKillTest: -Ddetsguard.seed=" + seed);
    Random random = new Random(seed);
    BackupScene scene = new BackupScene(temporary);
    Files.createDirectories(temporary.resolve("tables"));
    SampleTables.write(scene.table("unchanged"), 500, 1);
    for (int kill = 1; kill <= KILLS; kill++) {
      List<String> runs = liveAndDie(random.nextInt(LONGEST_LIFE_MILLIS));
      requireClaims(runs, scene.requireWhole());
      assertEquals(RunStatus.COMPLETE, scene.run(new DiskFiles()).status(), "after kill " + kill);
      scene.requireWhole();
      scene.requireClean();
    }
  }

  /** The lines of all runs that a process finished before it was killed. */
  private List<String> liveAndDie(int millis) throws Exception {
    try (ChildJvm child = new ChildJvm(BackupLoop.class, temporary.toString())) {
      List<String> runs = new ArrayList<>(List.of(child.nextLine()));
      Thread.sleep(millis);
      runs.addAll(child.kill());
      return runs;
    }
  }

  /** Each table's last claimed snapshot is there. */
  private static void requireClaims(List<String> runs, Catalog catalog) {
    Map<TableName, SnapshotId> claimed = new HashMap<>();
    for (String run : runs) {
      assertTrue(run.startsWith("complete "), run);
      Arrays.stream(run.split(" "))
          .skip(1)
          .map(text -> SnapshotId.parse(text).orElseThrow())
          .forEach(id -> claimed.put(id.table(), id));
    }
    claimed.values().forEach(id -> requireThere(id, catalog));
  }

  /** The run after the one that claimed it may have pruned it, but only for newer ones. */
  private static void requireThere(SnapshotId id, Catalog catalog) {
    List<SnapshotId> newer =
        catalog.of(id.table()).stream()
            .map(Snapshot::id)
            .filter(other -> other.compareTo(id) > 0)
            .toList();
    assertTrue(
        catalog.find(id).isPresent() || newer.size() >= BackupScene.KEPT, id + " was claimed");
  }
}
