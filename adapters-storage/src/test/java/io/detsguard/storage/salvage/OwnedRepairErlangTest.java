package io.detsguard.storage.salvage;

import static io.detsguard.storage.erlang.OwnerNode.SUPERVISED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.in.RepairInPlaceUseCase;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RepairPlan;
import io.detsguard.domain.restore.TableRepairOutcome;
import io.detsguard.storage.dets.Corpus;
import io.detsguard.storage.erlang.NeedsErlang;
import io.detsguard.storage.erlang.OwnerNode;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.process.ProcFileHolders;
import io.detsguard.storage.term.TermEncoder;
import io.detsguard.storage.term.text.TermParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Repairs under the hands of owners in a real, running node. */
@NeedsErlang
class OwnedRepairErlangTest {
  @TempDir private Path root;
  private RepairScene scene;
  @AutoClose private OwnerNode node;

  @BeforeEach
  void start() throws Exception {
    scene = new RepairScene(root.resolve("tables"), Corpus.bytes("empty_set.dets"));
    node = OwnerNode.start(root.resolve("home"));
    node.supervise(scene.live());
    node.expect("ok", "dets:insert(task_queue, [{N, N} || N <- lists:seq(1, 1000)])");
    node.expect("1000", "dets:info(task_queue, size)");
  }

  private RepairInPlaceUseCase repairs(OwnerHandle owner) {
    return scene.repairs(new DiskFiles(), ProcFileHolders.ofThisSystem(), node.owners(owner));
  }

  private static TableRepairOutcome repair(RepairInPlaceUseCase repairs) throws Exception {
    RepairPlan plan = RepairScene.plan(repairs, false);
    assertEquals(Optional.empty(), plan.obstacle(false));
    assertTrue(plan.owner().isPresent());
    return repairs.replace(plan, false, ProgressListener.NONE);
  }

  /** The end of the file is lost under its owner, which gives the table up. */
  private byte[] damage() throws Exception {
    byte[] table = Files.readAllBytes(scene.live());
    byte[] rest = Arrays.copyOf(table, table.length - 4000);
    Files.write(scene.live(), rest); // in place: it keeps its inode
    node.expect(
        "true",
        "lists:any(fun(N) -> is_tuple(dets:lookup(task_queue, N)) end, lists:seq(1, 1000))");
    return rest;
  }

  @Test
  void repairsATableThatItsOwnerHasGivenUpAndHandsItBack() throws Exception {
    byte[] damaged = damage();

    var repaired = assertInstanceOf(TableRepairOutcome.Repaired.class, repair(repairs(SUPERVISED)));

    assertEquals(Optional.empty(), repaired.doubt(), repaired::toString);
    long records = repaired.report().records();
    assertTrue(records > 0 && records < 1000, repaired::toString);
    node.expect(Long.toString(records), "dets:info(task_queue, size)");
    node.expect(Long.toString(records), "length(dets:match_object(task_queue, {'_', '_'}))");
    assertArrayEquals(damaged, Files.readAllBytes(Path.of(repaired.kept().orElseThrow().value())));
  }

  @Test
  void leavesATableAloneThatItsOwnerClosesProperly() throws Exception {
    var refused = assertInstanceOf(TableRepairOutcome.Refused.class, repair(repairs(SUPERVISED)));

    assertEquals(
        new Refusal(
            Refusal.Kind.NOTHING_TO_REPAIR,
            "its owner has closed the table properly, and it is sound: nothing to repair"),
        refused.refusal());
    node.expect("1000", "dets:info(task_queue, size)");
  }

  @Test
  void changesNothingWhenTheOwnerDoesNotLetGo() throws Exception {
    byte[] damaged = damage();

    var refused =
        assertInstanceOf(
            TableRepairOutcome.Refused.class, repair(repairs(OwnerNode.child("nobody"))));

    assertEquals(Refusal.Kind.OWNER_HOLDS, refused.refusal().kind());
    assertArrayEquals(damaged, Files.readAllBytes(scene.live()));
  }

  /** The tag of one record is lost, which its owner does not notice: it closes the table well. */
  private byte[] spoilOneRecord() throws Exception {
    node.expect("ok", "dets:sync(task_queue)");
    byte[] table = Files.readAllBytes(scene.live());
    String record = latin1(TermEncoder.encode(TermParser.parse("{500, 500}")));
    int at = latin1(table).indexOf(record);
    assertTrue(at > 0, "the record is not on the disk");
    table[at + 1] = 0;
    Files.write(scene.live(), table); // in place: it keeps its inode
    return table;
  }

  private static String latin1(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  @Test
  void givesTheOwnerItsOldFileBackWhenItDoesNotStartWithTheRepairedOne() throws Exception {
    byte[] spoilt = spoilOneRecord();
    node.failNextStart();

    var back = assertInstanceOf(TableRepairOutcome.RolledBack.class, repair(repairs(SUPERVISED)));

    assertTrue(
        back.reason().startsWith("the owner did not open the table: its node does not have"),
        back.reason());
    assertTrue(back.reason().contains("not_this_time"), back.reason());
    assertEquals(Optional.empty(), back.ownerTrouble());
    assertArrayEquals(spoilt, Files.readAllBytes(scene.live()));
    node.expect("1000", "dets:info(task_queue, size)");
    node.expect("[{499,499}]", "dets:lookup(task_queue, 499)");
  }
}
