package io.detsguard.storage.compact;

import static io.detsguard.storage.compact.CompactionScene.NOBODY;
import static io.detsguard.storage.compact.CompactionScene.check;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.storage.backup.ChildJvm;
import io.detsguard.storage.dets.Corpus;
import io.detsguard.storage.file.DiskFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that compacts and undoes, with SIGKILL at random moments: the table's name leads
 * to the old file or to the compact one each time, both with the same records, and the next
 * compaction needs no help.
 */
class CompactionKillTest {
  private static final int KILLS = 10;
  private static final int LONGEST_LIFE_MILLIS = 250;
  private static final long COMPACT_BYTES = 131_064;

  @TempDir private Path directory;

  @Test
  void leavesTheOldTableOrTheCompactOneWhenItIsKilledAtAnyMoment() throws Exception {
    long seed = Long.getLong("detsguard.seed", System.nanoTime() & 0xFFFF_FFFFL);
    System.out.println("CompactionKillTest: -Ddetsguard.seed=" + seed);
    Random random = new Random(seed);
    Path original = Corpus.file("frag75.dets");
    CheckReport expected = check(original);
    CompactionScene scene = new CompactionScene(directory.resolve("t"), original);
    for (int kill = 1; kill <= KILLS; kill++) {
      liveAndDie(scene, random.nextInt(LONGEST_LIFE_MILLIS));
      String when = "after kill " + kill + " of seed " + seed;
      boolean isOld = Files.mismatch(original, scene.live()) == -1;
      CheckReport found = check(scene.live());
      assertTrue(isOld || Files.size(scene.live()) == COMPACT_BYTES, when);
      assertTrue(found.isSound(), when);
      assertEquals(expected.sortedDigest(), found.sortedDigest(), when);
      scene.compact(new DiskFiles(), NOBODY);
      assertEquals(COMPACT_BYTES, Files.size(scene.live()), when);
      scene.undo();
      requireTidy(scene, when);
    }
  }

  private static void liveAndDie(CompactionScene scene, int millis) throws Exception {
    String place = scene.live().getParent().toString();
    try (ChildJvm child = new ChildJvm(CompactionLoop.class, place)) {
      List<String> lines = new ArrayList<>(List.of(child.nextLine()));
      Thread.sleep(millis);
      lines.addAll(child.kill());
      lines.forEach(CompactionKillTest::requireOutcome);
    }
  }

  /** The first one may find the table compact already, when the last process died so. */
  private static void requireOutcome(String line) {
    assertTrue(
        line.startsWith("Compacted[")
            || line.startsWith("NothingToWin[")
            || line.startsWith("Undone["),
        line);
  }

  private static void requireTidy(CompactionScene scene, String when) throws Exception {
    assertTrue(scene.names().stream().noneMatch(name -> name.startsWith(".")), when);
  }
}
