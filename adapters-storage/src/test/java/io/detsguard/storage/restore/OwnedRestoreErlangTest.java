package io.detsguard.storage.restore;

import static io.detsguard.storage.erlang.OwnerNode.SUPERVISED;
import static io.detsguard.storage.restore.RestoreScene.NOON;
import static io.detsguard.storage.restore.RestoreScene.plan;
import static io.detsguard.storage.restore.RestoreScene.restore;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.in.RestoreTableUseCase;
import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import io.detsguard.storage.dets.Corpus;
import io.detsguard.storage.erlang.NeedsErlang;
import io.detsguard.storage.erlang.OwnerNode;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.process.ProcFileHolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restores under the hands of owners in a real, running node. */
@NeedsErlang
class OwnedRestoreErlangTest {
  @TempDir private Path root;
  private RestoreScene scene;
  @AutoClose private OwnerNode node;

  @BeforeEach
  void start() throws Exception {
    scene = new RestoreScene(root);
    node = OwnerNode.start(root.resolve("home"));
  }

  /** The child of a supervisor has the table open, with other records than the snapshot. */
  private byte[] superviseAndWrite() throws Exception {
    node.supervise(scene.live());
    node.expect("ok", "dets:insert(task_queue, [{1, a}, {2, b}]), dets:sync(task_queue)");
    byte[] saved = Files.readAllBytes(scene.live());
    node.expect("ok", "dets:insert(task_queue, [{1, z}, {3, c}, {4, d}])");
    return saved;
  }

  private RestoreTableUseCase restores(OwnerHandle owner) {
    return scene.restores(new DiskFiles(), ProcFileHolders.ofThisSystem(), node.owners(owner));
  }

  @Test
  void restoresUnderARunningSupervisor() throws Exception {
    scene.publish(superviseAndWrite(), NOON);
    String before = node.eval("dets:info(task_queue, owner)");
    RestoreTableUseCase restores = restores(SUPERVISED);

    RestorePlan plan = plan(restores);
    assertInstanceOf(Occupancy.Open.class, plan.occupancy());
    assertEquals(Optional.empty(), plan.obstacle(false));
    assertEquals(Optional.of(SUPERVISED), plan.owner());
    var restored = assertInstanceOf(RestoreOutcome.Restored.class, restore(restores));

    assertEquals(Optional.empty(), restored.doubt(), restored::toString);
    node.expect("[{1,a},{2,b}]", "lists:sort(dets:match_object(task_queue, '_'))");
    assertNotEquals(before, node.eval("dets:info(task_queue, owner)"));
    assertEquals(
        "[{1,z},{2,b},{3,c},{4,d}]",
        node.eval(
            "{ok, old} = dets:open_file(old, [{file, \"%s\"}, {repair, false}]),"
                    .formatted(restored.kept().orElseThrow())
                + " lists:sort(dets:match_object(old, '_'))"));
  }

  @Test
  void restoresWithFunctionsOfTheApplication() throws Exception {
    node.expect("ok", "owned_table:start_sleeper(task_queue, \"" + scene.live() + "\")");
    node.expect("ok", "dets:insert(task_queue, [{1, a}]), dets:sync(task_queue)");
    scene.publish(Files.readAllBytes(scene.live()), NOON);
    node.expect("ok", "dets:insert(task_queue, [{2, b}])");
    OwnerHandle functions =
        new OwnerHandle.Functions(
            OwnerNode.NAME,
            new OwnerHandle.Call("owned_table", "close", List.of("task_queue")),
            new OwnerHandle.Call("owned_table", "open", List.of("task_queue")));

    assertInstanceOf(RestoreOutcome.Restored.class, restore(restores(functions)));

    node.expect("[{1,a}]", "dets:match_object(task_queue, '_')");
  }

  @Test
  void putsTheOldFileBackWhenTheOwnerCannotUseTheSnapshot() throws Exception {
    superviseAndWrite();
    scene.publish(Corpus.bytes("bag.dets"), NOON); // its owner opens a set

    var back = assertInstanceOf(RestoreOutcome.RolledBack.class, restore(restores(SUPERVISED)));

    assertTrue(
        back.reason().startsWith("the owner did not open the table: its node does not have"),
        back.reason());
    assertTrue(back.reason().contains("type_mismatch"), back.reason());
    assertEquals(Optional.empty(), back.ownerTrouble());
    node.expect("[{1,z},{2,b},{3,c},{4,d}]", "lists:sort(dets:match_object(task_queue, '_'))");
  }

  @Test
  void changesNothingWhenTheSupervisorHasNoSuchChild() throws Exception {
    scene.publish(superviseAndWrite(), NOON);
    OwnerHandle wrong = OwnerNode.child("nobody");

    var refused = assertInstanceOf(RestoreOutcome.Refused.class, restore(restores(wrong)));

    assertEquals(Refusal.Kind.OWNER_HOLDS, refused.refusal().kind());
    assertTrue(refused.refusal().reason().contains("{error,not_found}"), refused::toString);
    node.expect("4", "dets:info(task_queue, size)");
  }

  @Test
  void changesNothingWhenTheNodeIsNotConfigured() throws Exception {
    scene.publish(superviseAndWrite(), NOON);
    OwnerHandle elsewhere =
        new OwnerHandle.Supervised(new NodeName("other@127.0.0.1"), "hub_sup", "x");

    var refused = assertInstanceOf(RestoreOutcome.Refused.class, restore(restores(elsewhere)));

    assertTrue(
        refused.refusal().reason().contains("other@127.0.0.1 is not among the configured nodes"),
        refused::toString);
    node.expect("4", "dets:info(task_queue, size)");
  }

  @Test
  void doesNotBelieveACommandThatLeavesTheTableOpen() throws Exception {
    byte[] saved = superviseAndWrite();
    scene.publish(saved, NOON);
    node.expect("ok", "dets:sync(task_queue)");
    byte[] live = Files.readAllBytes(scene.live());
    OwnerHandle commands = new OwnerHandle.Commands(List.of("true"), List.of("true"));

    var refused = assertInstanceOf(RestoreOutcome.Refused.class, restore(restores(commands)));

    assertEquals(Refusal.Kind.TABLE_OPEN, refused.refusal().kind());
    assertArrayEquals(live, Files.readAllBytes(scene.live()));
  }

  @Test
  void changesNothingWhenACommandFails() throws Exception {
    scene.publish(superviseAndWrite(), NOON);
    OwnerHandle commands = new OwnerHandle.Commands(List.of("false"), List.of("true"));

    var refused = assertInstanceOf(RestoreOutcome.Refused.class, restore(restores(commands)));

    assertEquals(
        "its owner did not close the table: the command ended with status 1",
        refused.refusal().reason());
  }
}
