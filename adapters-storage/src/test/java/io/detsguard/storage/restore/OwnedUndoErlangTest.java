package io.detsguard.storage.restore;

import static io.detsguard.storage.erlang.OwnerNode.SUPERVISED;
import static io.detsguard.storage.restore.RestoreScene.NOON;
import static io.detsguard.storage.restore.RestoreScene.restore;
import static io.detsguard.storage.restore.RestoreScene.undo;
import static io.detsguard.storage.restore.RestoreScene.undoPlan;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.in.UndoReplacementUseCase;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.UndoOutcome;
import io.detsguard.domain.restore.UndoPlan;
import io.detsguard.storage.dets.Corpus;
import io.detsguard.storage.erlang.NeedsErlang;
import io.detsguard.storage.erlang.OwnerNode;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.process.ProcFileHolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Undoings under the hands of owners in a real, running node. */
@NeedsErlang
class OwnedUndoErlangTest {
  @TempDir private Path root;
  private RestoreScene scene;
  @AutoClose private OwnerNode node;

  @BeforeEach
  void start() throws Exception {
    scene = new RestoreScene(root);
    node = OwnerNode.start(root.resolve("home"));
  }

  /** A table [{1,a},{2,b}], as Erlang writes it, with no owner yet. */
  private byte[] closedTable() throws Exception {
    node.expect(
        "ok",
        "{ok, t} = dets:open_file(t, [{file, \"%s\"}]), dets:insert(t, [{1, a}, {2, b}]), dets:close(t)"
            .formatted(scene.live()));
    return Files.readAllBytes(scene.live());
  }

  private String records() throws Exception {
    return node.eval("lists:sort(dets:match_object(task_queue, '_'))");
  }

  /** Puts that file in the table's place, where a restore replaces it before there is an owner. */
  private void replaceBeforeTheOwnerStarts(byte[] before) throws Exception {
    scene.publish(closedTable(), NOON);
    Files.write(scene.live(), before);
    assertInstanceOf(RestoreOutcome.Restored.class, restore(scene.restores()));
    node.supervise(scene.live());
  }

  private UndoReplacementUseCase undos(OwnerHandle owner) {
    return scene.undos(new DiskFiles(), ProcFileHolders.ofThisSystem(), node.owners(owner));
  }

  @Test
  void takesBackARestoreUnderTheRunningOwnerAndThatOnceMore() throws Exception {
    scene.publish(closedTable(), NOON);
    node.supervise(scene.live());
    node.expect("ok", "dets:insert(task_queue, [{1, z}, {3, c}])");
    assertInstanceOf(
        RestoreOutcome.Restored.class,
        restore(
            scene.restores(
                new DiskFiles(), ProcFileHolders.ofThisSystem(), node.owners(SUPERVISED))));
    assertEquals("[{1,a},{2,b}]", records());
    node.expect("ok", "dets:insert(task_queue, {4, after_the_restore})");

    UndoPlan plan = undoPlan(undos(SUPERVISED));
    assertInstanceOf(Occupancy.Open.class, plan.occupancy());
    assertEquals(Optional.of(SUPERVISED), plan.owner());
    assertEquals(Optional.empty(), plan.obstacle(false));
    var undone = assertInstanceOf(UndoOutcome.Undone.class, undo(undos(SUPERVISED)));

    assertEquals(Optional.empty(), undone.doubt());
    assertEquals(3, undone.report().orElseThrow().objectsRead());
    assertEquals("[{1,z},{2,b},{3,c}]", records());
    assertInstanceOf(UndoOutcome.Undone.class, undo(undos(SUPERVISED)));
    assertEquals("[{1,a},{2,b},{4,after_the_restore}]", records());
  }

  @Test
  void takesAFileAwayThatWasNotThereBeforeAndTheOwnerMakesANewOne() throws Exception {
    scene.publish(closedTable(), NOON);
    Files.delete(scene.live());
    assertInstanceOf(RestoreOutcome.Restored.class, restore(scene.restores()));
    node.supervise(scene.live());
    assertEquals("[{1,a},{2,b}]", records());

    assertInstanceOf(UndoOutcome.Undone.class, undo(undos(SUPERVISED)));

    assertEquals("[]", records());
  }

  @Test
  void changesNothingWhenTheOwnerDoesNotLetGo() throws Exception {
    replaceBeforeTheOwnerStarts(Corpus.bytes("bag.dets"));

    var refused =
        assertInstanceOf(UndoOutcome.Refused.class, undo(undos(OwnerNode.child("nobody"))));

    assertEquals(Refusal.Kind.OWNER_HOLDS, refused.refusal().kind());
    assertTrue(refused.refusal().reason().contains("{error,not_found}"), refused::toString);
    assertEquals("[{1,a},{2,b}]", records());
  }

  @Test
  void leavesThingsAsTheyWereWhenTheOwnerCannotOpenWhatWasPutBack() throws Exception {
    replaceBeforeTheOwnerStarts(Corpus.bytes("bag.dets")); // its owner opens a set

    var back = assertInstanceOf(UndoOutcome.RolledBack.class, undo(undos(SUPERVISED)));

    assertTrue(
        back.reason().startsWith("the owner did not open the table: its node does not have"),
        back.reason());
    assertTrue(back.reason().contains("type_mismatch"), back.reason());
    assertEquals(Optional.empty(), back.ownerTrouble());
    assertEquals("[{1,a},{2,b}]", records());
    Path kept = Path.of(undoPlan(undos(SUPERVISED)).kept().location().value());
    assertArrayEquals(Corpus.bytes("bag.dets"), Files.readAllBytes(kept));
  }

  @Test
  void doesNotHandAFileToTheOwnerThatItWouldRepair() throws Exception {
    byte[] open = Corpus.bytes("task_queue.dets");
    open[11] = 0; // not properly closed
    replaceBeforeTheOwnerStarts(open);

    UndoPlan plan = undoPlan(undos(SUPERVISED));
    var refused = assertInstanceOf(UndoOutcome.Refused.class, undo(undos(SUPERVISED)));

    assertEquals(Optional.empty(), plan.owner());
    assertTrue(plan.notes().getLast().contains("its owner would repair it"), plan::toString);
    assertEquals(Refusal.Kind.TABLE_OPEN, refused.refusal().kind());
    assertEquals("[{1,a},{2,b}]", records());
  }
}
