package io.detsguard.storage.salvage;

import static io.detsguard.storage.salvage.RepairScene.NOBODY;
import static io.detsguard.storage.salvage.RepairScene.TABLE;
import static io.detsguard.storage.salvage.RepairScene.check;
import static io.detsguard.storage.salvage.RepairScene.plan;
import static io.detsguard.storage.salvage.RepairScene.refusal;
import static io.detsguard.storage.salvage.RepairScene.repair;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.in.RepairInPlaceUseCase;
import io.detsguard.application.port.in.UndoReplacementUseCase;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.restore.Holder;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RepairPlan;
import io.detsguard.domain.restore.TableRepairOutcome;
import io.detsguard.domain.restore.TableRepairOutcome.Repaired;
import io.detsguard.domain.restore.UndoPreview;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.copy.OpenSince;
import io.detsguard.storage.dets.Corpus;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.PatchedTable;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.FaultyFiles;
import io.detsguard.storage.file.FaultyFiles.Fault;
import io.detsguard.storage.live.DirectoryLiveTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Damaged tables of the catalogue, replaced by what a repair saves of them. */
class RepairInPlaceTest {
  private static final String KEPT = "task_queue.dets.before-repair-2026-02-11T12-00-00";
  private static final String BESIDE = "task_queue.dets.repaired-2026-02-11T12-00-00";

  @TempDir private Path directory;

  private RepairScene scene(String corpusFile) throws IOException {
    return new RepairScene(directory.resolve("t"), Corpus.bytes(corpusFile));
  }

  private static RepairInPlaceUseCase repairs(RepairScene scene) {
    return scene.repairs(new DiskFiles(), NOBODY);
  }

  /** A table with an interrupted move: records that only a freed block has. */
  private static byte[] interruptedMove() throws IOException {
    PatchedTable table = new PatchedTable(Corpus.bytes("task_queue.dets"));
    long slot = table.usedSlots(1)[0];
    table.u32(table.u32(slot + 4) + DetsLayout.STATUS_OFFSET, DetsLayout.FREE);
    table.u32(slot + 4, 0x1000008).u32(DetsLayout.CLOSED_PROPERLY_OFFSET, 0);
    return table.bytes();
  }

  @Test
  void showsWhatWouldBeSavedAndWritesNothing() throws Exception {
    RepairScene scene = scene("truncated_half.dets");
    RepairPlan plan = plan(repairs(scene), false);

    assertEquals(15, plan.report().records());
    assertFalse(plan.report().losses().isNothing());
    assertFalse(plan.check().isSound());
    assertEquals(List.of("task_queue.dets"), scene.names());
    assertArrayEquals(Corpus.bytes("truncated_half.dets"), Files.readAllBytes(scene.live()));
  }

  @Test
  void putsTheRepairedTableInPlaceAndKeepsTheDamagedOne() throws Exception {
    RepairScene scene = scene("dirty_kill9_bigobj.dets");
    Files.setPosixFilePermissions(scene.live(), PosixFilePermissions.fromString("rw-rw----"));
    Repaired repaired = assertInstanceOf(Repaired.class, repair(repairs(scene)));

    CheckReport check = check(scene.live());
    assertTrue(check.isSound());
    assertEquals(25, check.objectsRead());
    assertEquals(Optional.empty(), repaired.doubt());
    assertEquals(new TableLocation(scene.live().toString()), repaired.at());
    assertEquals(
        repaired.at(), repaired.report().output().orElseThrow().location(), "not the draft");
    assertEquals(List.of("task_queue.dets", KEPT), scene.names());
    assertArrayEquals(
        Corpus.bytes("dirty_kill9_bigobj.dets"), Files.readAllBytes(scene.beside(KEPT)));
    assertEquals(
        "rw-rw----", PosixFilePermissions.toString(Files.getPosixFilePermissions(scene.live())));
    assertEquals(Refusal.Kind.NOTHING_TO_REPAIR, refusal(repairs(scene)).kind());
  }

  @Test
  void canBeUndone() throws Exception {
    RepairScene scene = scene("bad_md5.dets");
    repair(repairs(scene));
    UndoReplacementUseCase undos = scene.undos(new DiskFiles());
    UndoPreview.Planned planned =
        assertInstanceOf(UndoPreview.Planned.class, undos.preview(TABLE, 0, ProgressListener.NONE));
    assertFalse(planned.plan().report().orElseThrow().isSound());
    assertEquals(Optional.empty(), planned.plan().content());

    undos.undo(planned.plan(), false, ProgressListener.NONE);
    assertArrayEquals(Corpus.bytes("bad_md5.dets"), Files.readAllBytes(scene.live()));
  }

  @Test
  void storesTheRepairedTableBesideAndNobodyTakesItForATable() throws Exception {
    RepairScene scene = new RepairScene(directory.resolve("t"), interruptedMove());
    RepairInPlaceUseCase repairs = repairs(scene);
    RepairPlan plan = plan(repairs, false);
    Repaired repaired =
        assertInstanceOf(Repaired.class, repairs.storeBeside(plan, ProgressListener.NONE));

    assertEquals(scene.beside(BESIDE).toString(), repaired.at().value());
    assertEquals(List.of("task_queue.dets", BESIDE, BESIDE + ".candidates.dets"), scene.names());
    assertTrue(check(scene.beside(BESIDE)).isSound());
    assertArrayEquals(interruptedMove(), Files.readAllBytes(scene.live()));
    repairs.storeBeside(plan, ProgressListener.NONE);
    assertTrue(Files.exists(scene.beside(BESIDE + "_2")));
    assertEquals(
        List.of("task_queue"),
        new DirectoryLiveTables(
                List.of(),
                List.of(scene.live().getParent()),
                new OpenSince(),
                InstantSource.system())
            .list().stream().map(table -> table.name().value()).toList());
  }

  @Test
  void leavesCandidatesInTheKeptFileUnlessAskedToPutThemIn() throws Exception {
    long without = recordsInPlace("without", false);
    long with = recordsInPlace("with", true);
    assertTrue(with > without, with + " with, " + without + " without");
  }

  private long recordsInPlace(String name, boolean insertsCandidates) throws Exception {
    RepairScene scene = new RepairScene(directory.resolve(name), interruptedMove());
    RepairInPlaceUseCase repairs = repairs(scene);
    repairs.replace(plan(repairs, insertsCandidates), false, ProgressListener.NONE);
    assertEquals(List.of("task_queue.dets", KEPT), scene.names());
    return check(scene.live()).objectsRead();
  }

  @Test
  void refusesWhatIsOpenChangedMissingOrHopeless() throws Exception {
    RepairScene scene = scene("bad_md5.dets");
    RepairInPlaceUseCase held =
        scene.repairs(
            new DiskFiles(), file -> new Occupancy.Open(List.of(new Holder(7, "beam.smp"))));
    assertRefused(Refusal.Kind.TABLE_OPEN, repair(held));

    RepairInPlaceUseCase repairs = repairs(scene);
    RepairPlan plan = plan(repairs, false);
    Files.write(scene.live(), Corpus.bytes("truncated_half.dets"));
    assertRefused(Refusal.Kind.LIVE_CHANGED, repairs.replace(plan, false, ProgressListener.NONE));
    assertRefused(Refusal.Kind.LIVE_CHANGED, repairs.storeBeside(plan, ProgressListener.NONE));

    Files.write(scene.live(), Corpus.bytes("text_file.dets"));
    assertEquals(Refusal.Kind.TABLE_DAMAGED, refusal(repairs).kind());
    Files.delete(scene.live());
    assertEquals(Refusal.Kind.TABLE_MISSING, refusal(repairs).kind());
    assertEquals(List.of(), scene.names());
  }

  private static void assertRefused(Refusal.Kind kind, TableRepairOutcome outcome) {
    assertEquals(
        kind, assertInstanceOf(TableRepairOutcome.Refused.class, outcome).refusal().kind());
  }

  @ParameterizedTest
  @EnumSource
  void leavesTheDamagedTableOrTheRepairedOneWhereverTheDiskFails(Fault fault) throws Exception {
    byte[] damaged = Corpus.bytes("truncated_half.dets");
    FaultyFiles counting = FaultyFiles.counting();
    repair(new RepairScene(directory.resolve("counting"), damaged).repairs(counting, NOBODY));
    assertTrue(counting.changes() > 6, "worth breaking: " + counting.changes());
    for (long failing = 1; failing <= counting.changes(); failing++) {
      RepairScene scene = new RepairScene(directory.resolve("t" + failing), damaged);
      boolean claimed = claims(scene, new FaultyFiles(fault, failing));
      boolean isOld = Arrays.equals(damaged, Files.readAllBytes(scene.live()));
      String where = fault + " at change " + failing;
      assertTrue(isOld ? !claimed : check(scene.live()).objectsRead() == 15, where);
      assertTrue(isOld || Arrays.equals(damaged, Files.readAllBytes(scene.beside(KEPT))), where);
      if (isOld) {
        repair(repairs(scene));
      }
      assertTrue(check(scene.live()).isSound(), where);
    }
  }

  private static boolean claims(RepairScene scene, DurableFiles files) throws Exception {
    try {
      repair(scene.repairs(files, NOBODY));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
