package io.detsguard.storage.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.CopyGrade;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.RunStatus;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.erlang.ErlangNode;
import io.detsguard.storage.erlang.NeedsErlang;
import io.detsguard.storage.file.DiskFiles;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Backups of a table whose owner, a real Erlang, was killed while it wrote. */
@NeedsErlang
@Timeout(120)
class FrozenBackupTest {
  private static final TableName NAME = new TableName("orders");

  /** Writes for ever once it has said so; the first hundred records were saved by a sync. */
  private static final String WRITER =
      """
      F = "%s", {ok, T} = dets:open_file(t, [{file, F}, {auto_save, infinity}]),
      [dets:insert(T, {I, saved}) || I <- lists:seq(1, 100)], ok = dets:sync(T),
      dets:insert(T, {101, more}), dets:info(T, size), io:format("writing~n"),
      W = fun W(I) -> dets:insert(T, {I, more}), timer:sleep(1), W(I + 1) end, W(102).\
      """;

  /** Prints the number of records of a table that opens without repair. */
  private static final String COUNT =
      """
      main([File]) ->
          {ok, T} = dets:open_file(t, [{file, File}, {repair, false}, {access, read}]),
          io:format("~w", [length(dets:match_object(T, '_'))]),
          dets:close(T).
      """;

  @TempDir private Path root;
  private BackupScene scene;
  private Process owner;

  @BeforeEach
  void startWriting() throws IOException {
    scene = new BackupScene(root);
    Files.createDirectories(scene.table("orders").getParent());
    owner =
        new ProcessBuilder(
                "erl", "-noshell", "-noinput", "-eval", WRITER.formatted(scene.table("orders")))
            .redirectErrorStream(true)
            .start();
    BufferedReader output = owner.inputReader(StandardCharsets.UTF_8);
    assertEquals("writing", output.readLine());
  }

  @AfterEach
  void kill() throws InterruptedException {
    owner.descendants().forEach(ProcessHandle::destroyForcibly);
    owner.destroyForcibly().waitFor();
  }

  private BackupRun run() throws InterruptedException {
    return scene.run(new DiskFiles());
  }

  private static TableOutcome.Failed failure(BackupRun run) {
    return assertInstanceOf(TableOutcome.Failed.class, run.outcomes().getFirst());
  }

  @Test
  void keepsWhatCanBeSavedOfATableWhoseOwnerWasKilled() throws Exception {
    kill();
    byte[] before = Files.readAllBytes(scene.table("orders"));
    BackupRun run = run();
    TableOutcome.Failed failed = failure(run);
    assertEquals(RunStatus.FAILED, run.status());
    assertEquals(FailureKind.NOT_PROPERLY_CLOSED, failed.kind());
    Snapshot salvage = failed.salvage().orElseThrow(() -> new AssertionError(failed.reason()));
    Manifest manifest = salvage.manifest();
    assertEquals(CopyMethod.FROZEN_REPAIR, manifest.provenance().method());
    assertEquals(CopyGrade.SALVAGE, manifest.grade());
    assertTrue(manifest.losses().isPresent());
    assertTrue(manifest.figures().records() > 100, manifest.figures().toString());
    assertTrue(failed.reason().contains(salvage.id().text()), failed.reason());
    String counted = new ErlangNode(root).run(COUNT, salvage.location().value());
    assertEquals(Long.toString(manifest.figures().records()), counted);
    assertEquals(
        List.of(salvage), scene.requireWhole().snapshots(), "the catalogue reads what was written");
    scene.requireClean();
    assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(scene.table("orders"))));
  }

  @Test
  void sharesTheBytesOfTheLastSalvageWhileTheTableIsUntouched() throws Exception {
    kill();
    Snapshot first = failure(run()).salvage().orElseThrow();
    Snapshot second = failure(run()).salvage().orElseThrow();
    assertFalse(first.manifest().provenance().unchanged());
    assertTrue(second.manifest().provenance().unchanged());
    assertNotEquals(first.id(), second.id());
    assertEquals(first.manifest().losses(), second.manifest().losses());
    assertEquals(inode(first), inode(second), "one file on the disk");
    assertEquals(2, scene.requireWhole().snapshots().size());

    Path table = scene.table("orders");
    byte[] bytes = Files.readAllBytes(table);
    Files.write(table, bytes);
    Snapshot third = failure(run()).salvage().orElseThrow();
    assertFalse(third.manifest().provenance().unchanged(), "it was written to");
    assertNotEquals(inode(second), inode(third));
    scene.requireClean();
  }

  private static Object inode(Snapshot snapshot) throws IOException {
    return Files.getAttribute(Path.of(snapshot.location().value()), "unix:ino");
  }

  @Test
  void leavesATableAloneWhoseOwnerLives() throws Exception {
    TableOutcome.Failed failed = failure(run());
    assertTrue(failed.salvage().isEmpty(), failed.reason());
    assertEquals(List.of(), scene.requireWhole().snapshots());
    scene.requireClean();
  }

  @Test
  void salvageNeverPushesOutTheLastProvenSnapshot() throws Exception {
    kill();
    Path table = scene.table("orders");
    byte[] leftOpen = Files.readAllBytes(table);
    String close = "main([F]) -> {ok, T} = dets:open_file(t, [{file, F}]), ok = dets:close(T).";
    String printed = new ErlangNode(root).run(close, table.toString());
    assertTrue(printed.contains("repairing"), printed);
    BackupRun exact = run();
    assertEquals(RunStatus.COMPLETE, exact.status(), exact::toString);
    Files.write(table, leftOpen);
    for (int i = 0; i < BackupScene.KEPT + 2; i++) {
      assertTrue(failure(run()).salvage().isPresent());
    }
    List<Snapshot> left = scene.requireWhole().of(NAME);
    assertEquals(BackupScene.KEPT + 1, left.size(), left::toString);
    assertEquals(CopyGrade.EXACT, left.getLast().manifest().grade());
    assertEquals(left.getLast().id(), scene.repository().catalog().newestProven().get(NAME).id());
  }
}
