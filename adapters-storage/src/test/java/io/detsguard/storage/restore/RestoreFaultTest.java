package io.detsguard.storage.restore;

import static io.detsguard.storage.restore.RestoreScene.NOBODY;
import static io.detsguard.storage.restore.RestoreScene.NOON;
import static io.detsguard.storage.restore.RestoreScene.restore;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.in.RestoreTableUseCase;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.storage.backup.SampleTables;
import io.detsguard.storage.file.FaultyFiles;
import io.detsguard.storage.file.FaultyFiles.Fault;
import io.detsguard.storage.file.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Restores and their undoing on a disk that fails at its first, second, third … change. */
class RestoreFaultTest {
  @TempDir private Path root;

  /** What is tried on the failing disk. */
  @FunctionalInterface
  private interface Attempt {
    Object on(RestoreTableUseCase restores) throws Exception;
  }

  private final byte[] old = SampleTables.bytes(20, 2);
  private final byte[] stored = SampleTables.bytes(30, 1);
  private int scenes;

  RestoreFaultTest() throws IOException {}

  private RestoreScene newScene() throws Exception {
    RestoreScene scene = new RestoreScene(root.resolve("scene-" + ++scenes));
    scene.publish(stored, NOON.minusSeconds(60));
    return scene;
  }

  private RestoreScene sceneWithLive() throws Exception {
    RestoreScene scene = newScene();
    Files.write(scene.live(), old);
    return scene;
  }

  private RestoreScene restoredScene() throws Exception {
    RestoreScene scene = sceneWithLive();
    restore(scene.restores());
    return scene;
  }

  @ParameterizedTest
  @EnumSource
  void leavesTheOldFileOrTheNewWhereverARestoreFails(Fault fault) throws Exception {
    breakEverywhere(fault, this::sceneWithLive, RestoreScene::restore, stored, old);
  }

  @ParameterizedTest
  @EnumSource
  void leavesNothingOrTheNewFileWhereverTheRestoreOfAMissingTableFails(Fault fault)
      throws Exception {
    breakEverywhere(fault, this::newScene, RestoreScene::restore, stored);
  }

  @ParameterizedTest
  @EnumSource
  void leavesTheOldFileOrTheNewWhereverAnUndoingFails(Fault fault) throws Exception {
    breakEverywhere(fault, this::restoredScene, RestoreScene::undo, old, stored);
  }

  @FunctionalInterface
  private interface Preparation {
    RestoreScene scene() throws Exception;
  }

  /**
   * @param before what the table's name may lead to as well; none when there may be no such file
   */
  private void breakEverywhere(
      Fault fault, Preparation preparation, Attempt attempt, byte[] after, byte[]... before)
      throws Exception {
    FaultyFiles counting = FaultyFiles.counting();
    attempt.on(preparation.scene().restores(counting, NOBODY));
    assertTrue(counting.changes() >= 4, "worth breaking: " + counting.changes());
    for (long failing = 1; failing <= counting.changes(); failing++) {
      RestoreScene scene = preparation.scene();
      boolean claimed = claims(attempt, scene, new FaultyFiles(fault, failing));
      String where = fault + " at change " + failing;
      requireOneOf(scene, claimed ? new byte[][] {after} : with(after, before), before, where);
      requireNothingLost(scene, before, where);
      requireRecovery(scene, where);
    }
  }

  private static boolean claims(Attempt attempt, RestoreScene scene, FaultyFiles files)
      throws Exception {
    try {
      attempt.on(scene.restores(files, NOBODY));
      return true;
    } catch (IOException e) {
      assertTrue(
          (e + String.valueOf(e.getCause())).toLowerCase().contains("no space"), e::toString);
      return false;
    }
  }

  private static byte[][] with(byte[] after, byte[]... before) {
    byte[][] all = Arrays.copyOf(before, before.length + 1);
    all[before.length] = after;
    return all;
  }

  private static void requireOneOf(
      RestoreScene scene, byte[][] allowed, byte[][] before, String where) throws IOException {
    if (!Files.exists(scene.live())) {
      assertEquals(0, before.length, where + ": the table is gone");
      return;
    }
    byte[] live = Files.readAllBytes(scene.live());
    assertTrue(Arrays.stream(allowed).anyMatch(some -> Arrays.equals(some, live)), where);
  }

  /** Whatever was there before is there still, under the table's name or beside it. */
  private static void requireNothingLost(RestoreScene scene, byte[][] before, String where)
      throws IOException {
    for (byte[] some : before) {
      boolean found = false;
      for (String name : scene.names()) {
        found |=
            !name.startsWith(".")
                && Arrays.equals(some, Files.readAllBytes(scene.tables().resolve(name)));
      }
      assertTrue(found, where + ": a file is lost");
    }
  }

  /** The next restore needs no help, and tidies up. */
  private void requireRecovery(RestoreScene scene, String where) throws Exception {
    assertInstanceOf(RestoreOutcome.Restored.class, restore(scene.restores()), where);
    assertArrayEquals(stored, Files.readAllBytes(scene.live()), where);
    Set<Long> inodes = new HashSet<>();
    for (String name : scene.names()) {
      assertTrue(!name.startsWith("."), where + " left " + name);
      assertTrue(inodes.add(FileStamp.of(scene.tables().resolve(name)).inode()), where);
    }
    assertTrue(List.of(1, 2, 3).contains(scene.names().size()), where + ": " + scene.names());
  }
}
