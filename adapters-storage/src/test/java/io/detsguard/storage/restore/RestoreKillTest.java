package io.detsguard.storage.restore;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.storage.backup.ChildJvm;
import io.detsguard.storage.backup.SampleTables;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process that restores and undoes, at random moments: the table's name leads to a whole
 * file each time, the file from before the first restore is never lost, and the next restore needs
 * no help.
 */
class RestoreKillTest {
  private static final int KILLS = 12;
  private static final int LONGEST_LIFE_MILLIS = 250;

  @TempDir private Path root;

  @Test
  void leavesAWholeTableWhenItIsKilledAtAnyMoment() throws Exception {
    long seed = Long.getLong("detsguard.seed", System.nanoTime() & 0xFFFF_FFFFL);
    System.out.println("RestoreKillTest: -Ddetsguard.seed=" + seed);
    Random random = new Random(seed);
    RestoreScene scene = new RestoreScene(root);
    List<byte[]> contents = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      contents.add(SampleTables.bytes(2000 * (i + 1), i));
      scene.publish(contents.get(i), RestoreScene.NOON.minusSeconds(60 - i));
    }
    byte[] first = SampleTables.bytes(777, 7);
    contents.add(first);
    Files.write(scene.live(), first);
    for (int kill = 1; kill <= KILLS; kill++) {
      liveAndDie(random.nextInt(LONGEST_LIFE_MILLIS));
      requireWhole(scene, contents, "after kill " + kill);
      requireKept(scene, first, "after kill " + kill);
      requireRecovery(scene, contents.get(2), "after kill " + kill);
    }
  }

  private void liveAndDie(int millis) throws Exception {
    try (ChildJvm child = new ChildJvm(RestoreLoop.class, root.toString())) {
      List<String> lines = new ArrayList<>(List.of(child.nextLine()));
      Thread.sleep(millis);
      lines.addAll(child.kill());
      lines.forEach(
          line -> assertTrue(line.startsWith("Restored[") || line.startsWith("Undone["), line));
    }
  }

  private static void requireWhole(RestoreScene scene, List<byte[]> contents, String when)
      throws Exception {
    byte[] live = Files.readAllBytes(scene.live());
    assertTrue(contents.stream().anyMatch(some -> Arrays.equals(some, live)), when);
  }

  private static void requireKept(RestoreScene scene, byte[] first, String when) throws Exception {
    for (String name : scene.names()) {
      boolean hidden = name.startsWith(".");
      if (!hidden && Arrays.equals(first, Files.readAllBytes(scene.tables().resolve(name)))) {
        return;
      }
    }
    throw new AssertionError(when + ": the first file is lost");
  }

  private static void requireRecovery(RestoreScene scene, byte[] newest, String when)
      throws Exception {
    assertInstanceOf(RestoreOutcome.Restored.class, RestoreScene.restore(scene.restores()), when);
    assertArrayEquals(newest, Files.readAllBytes(scene.live()), when);
    assertTrue(scene.names().stream().noneMatch(name -> name.startsWith(".")), when);
  }
}
