package io.detsguard.storage.restore;

import static io.detsguard.storage.restore.RestoreScene.NOBODY;
import static io.detsguard.storage.restore.RestoreScene.NOON;
import static io.detsguard.storage.restore.RestoreScene.restore;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.storage.backup.SampleTables;
import io.detsguard.storage.file.DurableFiles;
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
    Object on(RestoreScene scene, DurableFiles files) throws Exception;
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
    breakEverywhere(fault, this::sceneWithLive, RestoreFaultTest::restoring, stored, old);
  }

  @ParameterizedTest
  @EnumSource
  void leavesNothingOrTheNewFileWhereverTheRestoreOfAMissingTableFails(Fault fault)
      throws Exception {
    breakEverywhere(fault, this::newScene, RestoreFaultTest::restoring, stored);
  }

  @ParameterizedTest
  @EnumSource
  void leavesTheOldFileOrTheNewWhereverAnUndoingFails(Fault fault) throws Exception {
    breakEverywhere(fault, this::restoredScene, RestoreFaultTest::undoing, old, stored);
  }

  @ParameterizedTest
  @EnumSource
  void leavesTheFileOrNothingWhereverTakingItAwayFails(Fault fault) throws Exception {
    breakEverywhere(fault, this::restoredFromNothing, RestoreFaultTest::undoing, null, stored);
  }

  private RestoreScene restoredFromNothing() throws Exception {
    RestoreScene scene = newScene();
    restore(scene.restores());
    return scene;
  }

  private static Object restoring(RestoreScene scene, DurableFiles files) throws Exception {
    return restore(scene.restores(files, NOBODY));
  }

  private static Object undoing(RestoreScene scene, DurableFiles files) throws Exception {
    return RestoreScene.undo(scene.undos(files, NOBODY));
  }

  @FunctionalInterface
  private interface Preparation {
    RestoreScene scene() throws Exception;
  }

  /**
   * @param after what the table's name must lead to when all is done; null for nothing
   * @param before what the table's name may lead to as well; none when there may be no such file
   */
  private void breakEverywhere(
      Fault fault, Preparation preparation, Attempt attempt, byte[] after, byte[]... before)
      throws Exception {
    FaultyFiles counting = FaultyFiles.counting();
    attempt.on(preparation.scene(), counting);
    assertTrue(counting.changes() >= 4, "worth breaking: " + counting.changes());
    for (long failing = 1; failing <= counting.changes(); failing++) {
      RestoreScene scene = preparation.scene();
      boolean claimed = claims(attempt, scene, new FaultyFiles(fault, failing));
      String where = fault + " at change " + failing;
      requireOneOf(scene, after, claimed ? new byte[0][] : before, where);
      requireNothingLost(scene, before, where);
      requireRecovery(scene, where);
    }
  }

  private static boolean claims(Attempt attempt, RestoreScene scene, FaultyFiles files)
      throws Exception {
    try {
      attempt.on(scene, files);
      return true;
    } catch (IOException e) {
      assertTrue(
          (e + String.valueOf(e.getCause())).toLowerCase().contains("no space"), e::toString);
      return false;
    }
  }

  /**
   * @param after what may lie there; null for nothing
   * @param before what may lie there as well, or nothing when there was nothing
   */
  private static void requireOneOf(RestoreScene scene, byte[] after, byte[][] before, String where)
      throws IOException {
    if (!Files.exists(scene.live())) {
      assertTrue(after == null || before.length == 0, where + ": the table is gone");
      return;
    }
    byte[] live = Files.readAllBytes(scene.live());
    boolean isOld = Arrays.stream(before).anyMatch(some -> Arrays.equals(some, live));
    assertTrue(isOld || Arrays.equals(after, live), where);
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
