package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.service.OwnedTableWorld.Fault;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.UndoOutcome;
import io.detsguard.domain.restore.UndoPlan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnedUndoTest {
  private static final List<String> ALL_STEPS =
      List.of("release", "look", "putBack", "verify", "reopen", "count");

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void putsBackWhileTheOwnerHasTheTableClosed() throws Exception {
    OwnedTableWorld world = world(Fault.REFUSES);

    var undone = assertInstanceOf(UndoOutcome.Undone.class, undo(world));

    assertEquals(ALL_STEPS, world.calls);
    assertEquals(Optional.empty(), undone.doubt());
    assertTrue(undone.report().orElseThrow().isSound());
    assertEquals(List.of("Its owner opened it and counts as many records."), undone.notes());
    assertTrue(!world.holdsTheOldFile());
  }

  @Test
  void changesNothingWhenTheOwnerDoesNotLetGo() throws Exception {
    OwnedTableWorld world = world(Fault.REFUSES, 1);

    var refused = assertInstanceOf(UndoOutcome.Refused.class, undo(world));

    assertEquals(Refusal.Kind.OWNER_HOLDS, refused.refusal().kind());
    assertEquals(List.of("release", "reopen"), world.calls);
  }

  @Test
  void takesItBackWhenTheOwnerCountsOtherRecords() throws Exception {
    OwnedTableWorld world = world(Fault.REFUSES);
    world.counted = 4;

    var back = assertInstanceOf(UndoOutcome.RolledBack.class, undo(world));

    assertEquals("the owner counts 4 records, not 3", back.reason());
    assertEquals(Optional.empty(), back.ownerTrouble());
    assertTrue(world.holdsTheOldFile());
    assertTrue(world.ownerHasItOpen());
  }

  @Test
  void givesTheOwnerNoFileThatItWouldRepair() throws Exception {
    OwnedTableWorld world = world(Fault.REFUSES, 4);

    var back = assertInstanceOf(UndoOutcome.RolledBack.class, undo(world));

    assertTrue(
        back.reason().startsWith("the check of the file that was put back found:"), back.reason());
    assertEquals(
        List.of("release", "look", "putBack", "verify", "release", "look", "putBack", "reopen"),
        world.calls);
  }

  @Test
  void saysWhenNeitherFileIsWhereItShouldBe() throws Exception {
    OwnedTableWorld world = world(Fault.REFUSES, 6, 9);

    var stuck = assertInstanceOf(UndoOutcome.Undone.class, undo(world));

    assertEquals(
        "the owner could not count the records: it does not answer; and the old file could not be"
            + " put back: somebody else is at it",
        stuck.doubt().orElseThrow());
    assertTrue(world.ownerHasItOpen());
  }

  @Test
  void tellsOfTheOwnerEvenWhenTheDiskFails() {
    OwnedTableWorld world = world(Fault.THROWS, 3, 4);

    IOException failure = assertThrows(IOException.class, () -> undo(world));

    assertEquals(
        "no space left on device; and the owner has not opened the table again: it does not start",
        failure.getMessage());
  }

  /** One fault at each step in turn: the application has a table in the end, the one it had. */
  @ParameterizedTest
  @EnumSource(Fault.class)
  void leavesTheApplicationWithItsTableWhateverStepFails(Fault fault) {
    for (int step = 1; step <= ALL_STEPS.size(); step++) {
      OwnedTableWorld world = world(fault, step);
      String told = told(world);
      String what = fault + " at step " + step + ": " + world.calls + ": " + told;
      assertTrue(world.ownerHasItOpen(), what);
      assertTrue(world.holdsTheOldFile() || told.contains("another file has taken"), what);
      Thread.interrupted();
    }
  }

  private static String told(OwnedTableWorld world) {
    try {
      return undo(world).toString();
    } catch (IOException | InterruptedException e) {
      return e.toString();
    }
  }

  private static OwnedTableWorld world(Fault fault, Integer... faulty) {
    OwnedTableWorld world = new OwnedTableWorld(fault, faulty);
    world.layAnotherFileBeside();
    return world;
  }

  private static UndoOutcome undo(OwnedTableWorld world) throws IOException, InterruptedException {
    return new UndoReplacementService(
            new ScriptedTables("a"), world, OwnedTable.NEVER_ASKED, world, OwnedTable.owners(world))
        .undo(plan(), false, ProgressListener.NONE);
  }

  private static UndoPlan plan() {
    return new UndoPlan(
        OwnedTable.TABLE,
        OwnedTable.LIVE,
        Optional.of(OwnedTable.SEEN),
        OwnedTableWorld.kept(OwnedTableWorld.KEPT),
        Optional.empty(),
        Optional.empty(),
        OwnedTable.OPEN,
        Optional.of(OwnedTable.OWNER),
        List.of());
  }
}
