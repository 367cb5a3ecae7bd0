package io.detsguard.storage.restore;

import static io.detsguard.storage.restore.RestoreScene.NOBODY;
import static io.detsguard.storage.restore.RestoreScene.NOON;
import static io.detsguard.storage.restore.RestoreScene.TABLE;
import static io.detsguard.storage.restore.RestoreScene.plan;
import static io.detsguard.storage.restore.RestoreScene.restore;
import static io.detsguard.storage.restore.RestoreScene.undo;
import static io.detsguard.storage.restore.RestoreScene.undoPlan;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.in.RestoreTableUseCase;
import io.detsguard.application.port.in.RestoreTableUseCase.Source;
import io.detsguard.application.port.in.UnknownTableException;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.diff.KeyChange;
import io.detsguard.domain.restore.Holder;
import io.detsguard.domain.restore.KeptFile;
import io.detsguard.domain.restore.LiveContent;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestoreOutcome.Restored;
import io.detsguard.domain.restore.RestorePlan;
import io.detsguard.domain.restore.RestorePreview;
import io.detsguard.domain.restore.UndoOutcome;
import io.detsguard.domain.restore.UndoPlan;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.backup.SampleTables;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.file.ForwardingFiles;
import io.detsguard.storage.process.FileHolders;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Restores of a table from a snapshot, on the real disk. */
class RestoreTest {
  private static final String NONE = "task_queue.dets.none-before-restore-2026-02-11T12-00-00";
  private static final String KEPT = "task_queue.dets.before-restore-2026-02-11T12-00-00";

  @TempDir private Path root;
  private RestoreScene scene;
  private byte[] stored;
  private Snapshot snapshot;

  @BeforeEach
  void storeASnapshot() throws Exception {
    scene = new RestoreScene(root);
    stored = SampleTables.bytes(30, 1);
    snapshot = scene.publish(stored, NOON.minusSeconds(60));
  }

  /**
   * A live table with keys 0 to 19 changed and 30 to 39 added, so that none of the rest is left.
   */
  private byte[] makeLive() throws IOException {
    byte[] live = SampleTables.bytes(20, 2);
    Files.write(scene.live(), live);
    return live;
  }

  @Test
  void showsWhatWouldChange() throws Exception {
    makeLive();
    RestorePlan plan = plan(scene.restores());

    LiveContent.Readable content = assertInstanceOf(LiveContent.Readable.class, plan.content());
    assertEquals(10, content.changes().added());
    assertEquals(0, content.changes().removed());
    assertEquals(20, content.changes().changed());
    assertEquals(10, content.changes().keys().size());
    assertTrue(
        content.changes().keys().stream().allMatch(key -> key.kind() != KeyChange.Kind.REMOVED));
    assertTrue(content.properlyClosed());
    assertEquals(snapshot.id(), plan.snapshot());
    assertEquals(30, plan.records());
    assertEquals(new Occupancy.Closed(), plan.occupancy());
  }

  @Test
  void saysThatTheLiveFileIsMissingOrDamaged() throws Exception {
    assertEquals(new LiveContent.Missing(), plan(scene.restores()).content());

    Files.write(scene.live(), new byte[2000]);
    LiveContent.Unusable damaged =
        assertInstanceOf(LiveContent.Unusable.class, plan(scene.restores()).content());
    assertEquals(Verdict.NOT_DETS, damaged.verdict());
  }

  @Test
  void comparesATableThatWasLeftOpenAndSaysSo() throws Exception {
    byte[] live = makeLive();
    live[11] = 0;
    Files.write(scene.live(), live);

    LiveContent content = plan(scene.restores()).content();
    assertFalse(assertInstanceOf(LiveContent.Readable.class, content).properlyClosed());
  }

  @Test
  void changesNothingToShowAPlan() throws Exception {
    byte[] live = makeLive();
    List<String> before = scene.names();
    plan(scene.restores());

    assertArrayEquals(live, Files.readAllBytes(scene.live()));
    assertEquals(before, scene.names());
  }

  @Test
  void putsTheSnapshotInPlaceAndKeepsTheOldFile() throws Exception {
    byte[] live = makeLive();
    Files.setPosixFilePermissions(scene.live(), PosixFilePermissions.fromString("rw-rw----"));
    Restored restored = assertInstanceOf(Restored.class, restore(scene.restores()));

    assertArrayEquals(stored, Files.readAllBytes(scene.live()));
    assertArrayEquals(live, Files.readAllBytes(scene.tables().resolve(KEPT)));
    assertEquals(
        Optional.of(new TableLocation(scene.tables().resolve(KEPT).toString())), restored.kept());
    assertEquals(Optional.empty(), restored.doubt());
    assertEquals(List.of(), restored.notes());
    assertEquals(
        "rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(scene.live())));
    assertEquals(List.of("task_queue.dets", KEPT), scene.names());
  }

  @Test
  void undoesARestoreByteForByteAndRedoesIt() throws Exception {
    byte[] live = makeLive();
    restore(scene.restores());

    UndoOutcome.Undone undone = assertInstanceOf(UndoOutcome.Undone.class, undo(scene.undos()));
    assertArrayEquals(live, Files.readAllBytes(scene.live()));
    assertTrue(undone.report().orElseThrow().isSound());
    assertEquals(
        List.of("task_queue.dets", "task_queue.dets.before-undo-2026-02-11T12-00-00_2"),
        scene.names());

    undo(scene.undos());
    assertArrayEquals(stored, Files.readAllBytes(scene.live()));
  }

  @Test
  void saysWhatAnUndoingWouldPutBackWithoutDoingIt() throws Exception {
    makeLive();
    restore(scene.restores());
    UndoPlan plan = undoPlan(scene.undos());

    assertEquals(
        new KeptFile(
            new TableLocation(scene.tables().resolve(KEPT).toString()),
            ReplacementCause.RESTORE,
            RestoreScene.NOON,
            false),
        plan.kept());
    assertEquals(new Occupancy.Closed(), plan.occupancy());
    assertTrue(plan.report().orElseThrow().isSound());
    assertInstanceOf(LiveContent.Readable.class, plan.content().orElseThrow());
    assertArrayEquals(stored, Files.readAllBytes(scene.live()));
  }

  @Test
  void undoesTheLastOfSeveralRestores() throws Exception {
    makeLive();
    restore(scene.restores());
    byte[] second = SampleTables.bytes(5, 9);
    Files.write(scene.live(), second);
    restore(scene.restores());
    assertEquals(List.of("task_queue.dets", KEPT, KEPT + "_2"), scene.names());

    undo(scene.undos());
    assertArrayEquals(second, Files.readAllBytes(scene.live()));
  }

  @Test
  void hasNothingToUndoWhereNothingWasReplaced() throws Exception {
    makeLive();
    assertRefused(Refusal.Kind.NOTHING_TO_UNDO, undo(scene.undos()));
  }

  @Test
  void bringsBackATableWhoseFileIsGone() throws Exception {
    Restored restored = assertInstanceOf(Restored.class, restore(scene.restores()));

    assertEquals(Optional.empty(), restored.kept());
    assertArrayEquals(stored, Files.readAllBytes(scene.live()));
    assertEquals(List.of("task_queue.dets", NONE), scene.names());
  }

  @Test
  void takesARestoredFileAwayAgainWhereThereWasNone() throws Exception {
    restore(scene.restores());
    UndoPlan plan = undoPlan(scene.undos());
    assertTrue(plan.kept().absence());
    assertEquals(Optional.empty(), plan.report());

    UndoOutcome.Undone undone = assertInstanceOf(UndoOutcome.Undone.class, undo(scene.undos()));
    String kept = "task_queue.dets.before-undo-2026-02-11T12-00-00_2";
    assertEquals(List.of(kept), scene.names());
    assertEquals(
        Optional.of(kept), undone.kept().map(at -> Path.of(at.value()).getFileName() + ""));

    undo(scene.undos());
    assertArrayEquals(stored, Files.readAllBytes(scene.live()));
    undo(scene.undos());
    assertFalse(Files.exists(scene.live()));
  }

  @Test
  void refusesToUndoWhatIsNoLongerWhatWasShown() throws Exception {
    makeLive();
    restore(scene.restores());
    UndoPlan plan = undoPlan(scene.undos());
    undo(scene.undos());
    assertRefused(
        Refusal.Kind.LIVE_CHANGED, scene.undos().undo(plan, false, ProgressListener.NONE));
  }

  @Test
  void putsBackTheLastFileAlsoWhenTheClockWentBack() throws Exception {
    makeLive();
    String later = "task_queue.dets.before-restore-2026-02-12T00-00-00_7";
    Files.writeString(scene.tables().resolve(later), "an older file under a later time");
    byte[] live = Files.readAllBytes(scene.live());
    restore(scene.restores());
    undo(scene.undos());
    assertArrayEquals(live, Files.readAllBytes(scene.live()));
  }

  @Test
  void replacesWhatALinkLeadsTo() throws Exception {
    Path elsewhere = Files.createDirectory(root.resolve("elsewhere"));
    Path target = Files.write(elsewhere.resolve("queue.dets"), SampleTables.bytes(3, 3));
    Files.createSymbolicLink(scene.live(), target);
    restore(scene.restores());

    assertTrue(Files.isSymbolicLink(scene.live()));
    assertArrayEquals(stored, Files.readAllBytes(target));
    assertEquals(List.of("task_queue.dets"), scene.names());
  }

  @Test
  void refusesWhileAProcessHasTheTableOpen() throws Exception {
    byte[] live = makeLive();
    FileHolders beam = file -> new Occupancy.Open(List.of(new Holder(4711, "beam.smp")));
    RestoreOutcome outcome = restore(scene.restores(new DiskFiles(), beam));

    Refusal refusal = assertInstanceOf(RestoreOutcome.Refused.class, outcome).refusal();
    assertEquals(Refusal.Kind.TABLE_OPEN, refusal.kind());
    assertTrue(refusal.reason().contains("beam.smp (process 4711)"), refusal.reason());
    assertArrayEquals(live, Files.readAllBytes(scene.live()));
    assertEquals(List.of("task_queue.dets"), scene.names());
  }

  @Test
  void looksAgainBeforeTheSwap() throws Exception {
    byte[] live = makeLive();
    AtomicInteger looks = new AtomicInteger();
    // the first look is the plan's, the second before the copy, the third before the swap
    FileHolders opening =
        file ->
            looks.incrementAndGet() < 3
                ? new Occupancy.Closed()
                : new Occupancy.Open(List.of(new Holder(1, "beam.smp")));
    RestoreOutcome outcome = restore(scene.restores(new DiskFiles(), opening));

    assertEquals(
        Refusal.Kind.TABLE_OPEN,
        assertInstanceOf(RestoreOutcome.Refused.class, outcome).refusal().kind());
    assertArrayEquals(live, Files.readAllBytes(scene.live()));
    assertEquals(List.of("task_queue.dets"), scene.names());
  }

  @Test
  void goesOnUnseeingOnlyWhenTheOperatorAnswersForIt() throws Exception {
    makeLive();
    FileHolders blind = file -> new Occupancy.Unseen("3 processes cannot be looked into");
    RestoreTableUseCase restores = scene.restores(new DiskFiles(), blind);
    RestoreOutcome refused = restore(restores);

    assertEquals(
        Refusal.Kind.NOT_ALL_SEEN,
        assertInstanceOf(RestoreOutcome.Refused.class, refused).refusal().kind());
    assertInstanceOf(Restored.class, restores.restore(plan(restores), true, ProgressListener.NONE));
  }

  @Test
  void refusesWhenTheLiveFileIsNoLongerTheOneThatWasShown() throws Exception {
    makeLive();
    RestorePlan plan = plan(scene.restores());
    byte[] newer = SampleTables.bytes(21, 2);
    Files.write(scene.live(), newer);
    RestoreOutcome outcome = scene.restores().restore(plan, false, ProgressListener.NONE);

    assertEquals(
        Refusal.Kind.LIVE_CHANGED,
        assertInstanceOf(RestoreOutcome.Refused.class, outcome).refusal().kind());
    assertArrayEquals(newer, Files.readAllBytes(scene.live()));
  }

  @Test
  void refusesADamagedSnapshotBeforeAnythingElse() throws Exception {
    makeLive();
    Path file = Path.of(snapshot.location().value());
    byte[] damaged = stored.clone();
    damaged[300] ^= 1; // reserved bytes: only the SHA-256 tells
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.write(file, damaged);
    RestorePreview preview =
        scene.restores().preview(new Source(TABLE, Optional.empty()), 0, ProgressListener.NONE);

    assertEquals(
        Refusal.Kind.SNAPSHOT_DAMAGED,
        assertInstanceOf(RestorePreview.Refused.class, preview).refusal().kind());
  }

  @Test
  void leavesTheOldFileWhenTheSnapshotIsDamagedAfterThePlan() throws Exception {
    byte[] live = makeLive();
    RestorePlan plan = plan(scene.restores());
    Path file = Path.of(snapshot.location().value());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    Files.write(file, SampleTables.bytes(30, 3));

    assertThrows(
        IOException.class, () -> scene.restores().restore(plan, false, ProgressListener.NONE));
    assertArrayEquals(live, Files.readAllBytes(scene.live()));
    assertEquals(List.of("task_queue.dets"), scene.names());
  }

  @Test
  void takesTheNamedSnapshotInsteadOfTheNewest() throws Exception {
    scene.publish(SampleTables.bytes(31, 5), NOON);
    Source older = new Source(TABLE, Optional.of(snapshot.id()));
    RestoreTableUseCase restores = scene.restores();

    assertEquals(31, plan(restores).records());
    assertEquals(30, plan(restores, older).records());
  }

  @Test
  void copiesASnapshotElsewhereButNeverOverAFile() throws Exception {
    byte[] live = makeLive();
    TableLocation target = new TableLocation(root.resolve("copy.dets").toString());
    Source source = new Source(TABLE, Optional.empty());
    RestoreTableUseCase restores = scene.restores();

    assertInstanceOf(
        RestoreOutcome.Possible.class,
        restores.restoreTo(target, source, false, ProgressListener.NONE));
    assertFalse(Files.exists(root.resolve("copy.dets")));
    assertInstanceOf(
        Restored.class, restores.restoreTo(target, source, true, ProgressListener.NONE));
    assertArrayEquals(stored, Files.readAllBytes(root.resolve("copy.dets")));
    assertThrows(
        FileAlreadyExistsException.class,
        () -> restores.restoreTo(target, source, true, ProgressListener.NONE));
    assertThrows(
        FileAlreadyExistsException.class,
        () -> restores.restoreTo(target, source, false, ProgressListener.NONE));
    assertArrayEquals(live, Files.readAllBytes(scene.live()));
  }

  @Test
  void keepsACopyWhereThereAreNoHardLinks() throws Exception {
    byte[] live = makeLive();
    ForwardingFiles noLinks =
        new ForwardingFiles() {
          @Override
          public void link(Path existing, Path link) throws IOException {
            throw new IOException("hard links are not supported");
          }
        };
    assertInstanceOf(Restored.class, restore(scene.restores(noLinks, NOBODY)));
    assertArrayEquals(live, Files.readAllBytes(scene.tables().resolve(KEPT)));
    undo(scene.undos(noLinks, NOBODY));
    assertArrayEquals(live, Files.readAllBytes(scene.live()));
  }

  @Test
  void losesNothingWhenARenameIsDoneAndReportedAsFailed() throws Exception {
    byte[] live = makeLive();
    ForwardingFiles doubtful =
        new ForwardingFiles() {
          @Override
          public void replace(Path file, Path target) throws IOException {
            super.replace(file, target);
            throw new IOException("input/output error");
          }
        };
    assertThrows(IOException.class, () -> restore(scene.restores(doubtful, NOBODY)));
    assertArrayEquals(stored, Files.readAllBytes(scene.live()));
    assertArrayEquals(live, Files.readAllBytes(scene.tables().resolve(KEPT)));
  }

  @Test
  void refusesATableThatIsNotInTheCatalogue() {
    Source unknown = new Source(new TableName("unknown"), Optional.empty());
    assertThrows(
        UnknownTableException.class,
        () -> scene.restores().preview(unknown, 0, ProgressListener.NONE));
  }

  private static void assertRefused(Refusal.Kind kind, UndoOutcome outcome) {
    assertEquals(kind, assertInstanceOf(UndoOutcome.Refused.class, outcome).refusal().kind());
  }
}
