package io.detsguard.storage.compact;

import static io.detsguard.storage.compact.CompactionScene.TABLE;
import static io.detsguard.storage.erlang.OwnerNode.SUPERVISED;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.in.CompactTableUseCase;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.compact.CompactionOutcome;
import io.detsguard.domain.compact.CompactionPlan;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.Refusal;
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

/** Compactions under the hands of owners in a real, running node. */
@NeedsErlang
class OwnedCompactionErlangTest {
  private static final String SUM = "dets:foldl(fun({K, V}, S) -> S + K * V end, 0, task_queue)";

  @TempDir private Path root;
  private CompactionScene scene;
  @AutoClose private OwnerNode node;

  @BeforeEach
  void start() throws Exception {
    scene = new CompactionScene(root.resolve("tables"), Corpus.file("empty_set.dets"));
    node = OwnerNode.start(root.resolve("home"));
    node.supervise(scene.live());
    node.expect(
        "ok",
        "dets:insert(task_queue, [{N, N} || N <- lists:seq(1, 5000)]),"
            + " [dets:delete(task_queue, N) || N <- lists:seq(1, 4500)], dets:sync(task_queue)");
  }

  private CompactTableUseCase compactions(OwnerHandle owner) {
    return scene.compactions(new DiskFiles(), ProcFileHolders.ofThisSystem(), node.owners(owner));
  }

  private static CompactionPlan plan(CompactTableUseCase compactions) throws Exception {
    CompactionPlan plan = compactions.preview(TABLE, false, ProgressListener.NONE);
    assertEquals(Optional.empty(), plan.obstacle(false));
    assertTrue(plan.owner().isPresent());
    return plan;
  }

  @Test
  void compactsUnderARunningOwnerWithTheRecordsItHasMeanwhile() throws Exception {
    CompactTableUseCase compactions = compactions(SUPERVISED);
    CompactionPlan plan = plan(compactions);
    node.expect("ok", "dets:insert(task_queue, [{N, 7} || N <- lists:seq(4000, 4600)])");
    String before = node.eval(SUM);
    long length = Files.size(scene.live());

    var compacted =
        assertInstanceOf(
            CompactionOutcome.Compacted.class,
            compactions.compact(plan, false, ProgressListener.NONE));

    assertEquals(Optional.empty(), compacted.doubt(), compacted::toString);
    assertEquals(1001, compacted.records());
    node.expect("1001", "dets:info(task_queue, size)");
    node.expect(before, SUM);
    assertTrue(Files.size(scene.live()) < length, compacted::toString);
  }

  @Test
  void changesNothingWhenThereIsNothingToWinAnyMore() throws Exception {
    CompactTableUseCase compactions = compactions(SUPERVISED);
    CompactionPlan plan = plan(compactions);
    node.expect("ok", "supervisor:terminate_child(hub_sup, {table, task_queue})");
    CompactionScene.compactTo(root.resolve("compact.dets"), scene.live(), false);
    Files.write(scene.live(), Files.readAllBytes(root.resolve("compact.dets"))); // keeps its inode
    node.expect("ok", "element(1, supervisor:restart_child(hub_sup, {table, task_queue}))");

    var refused =
        assertInstanceOf(
            CompactionOutcome.Refused.class,
            compactions.compact(plan, false, ProgressListener.NONE));

    assertEquals(Refusal.Kind.LIVE_CHANGED, refused.refusal().kind());
    node.expect("500", "dets:info(task_queue, size)");
  }

  @Test
  void changesNothingWhenTheOwnerDoesNotLetGo() throws Exception {
    byte[] table = Files.readAllBytes(scene.live());
    CompactTableUseCase compactions = compactions(OwnerNode.child("nobody"));

    var refused =
        assertInstanceOf(
            CompactionOutcome.Refused.class,
            compactions.compact(plan(compactions), false, ProgressListener.NONE));

    assertEquals(Refusal.Kind.OWNER_HOLDS, refused.refusal().kind());
    assertArrayEquals(table, Files.readAllBytes(scene.live()));
    node.expect("500", "dets:info(task_queue, size)");
  }

  @Test
  void givesTheOwnerItsOldFileBackWhenItDoesNotStartWithTheCompactOne() throws Exception {
    byte[] table = Files.readAllBytes(scene.live());
    String records = node.eval(SUM);
    CompactTableUseCase compactions = compactions(SUPERVISED);
    CompactionPlan plan = plan(compactions);
    node.failNextStart();

    var back =
        assertInstanceOf(
            CompactionOutcome.RolledBack.class,
            compactions.compact(plan, false, ProgressListener.NONE));

    assertTrue(
        back.reason().startsWith("the owner did not open the table: its node does not have"),
        back.reason());
    assertTrue(back.reason().contains("not_this_time"), back.reason());
    assertEquals(Optional.empty(), back.ownerTrouble());
    assertArrayEquals(
        table, Files.readAllBytes(scene.live())); // the compact one has as many records
    node.expect("500", "dets:info(task_queue, size)");
    node.expect(records, SUM);
  }
}
