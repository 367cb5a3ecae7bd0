package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.service.OwnedTableWorld.Fault;
import io.detsguard.domain.restore.LiveContent;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnedRestoreTest {
  private static final List<String> ALL_STEPS =
      List.of("release", "look", "replace", "verify", "reopen", "count");

  @AfterEach
  void clearInterrupt() {
    Thread.interrupted();
  }

  @Test
  void swapsWhileTheOwnerHasTheTableClosed() throws Exception {
    OwnedTableWorld world = new OwnedTableWorld(Fault.REFUSES);

    var restored = assertInstanceOf(RestoreOutcome.Restored.class, restore(world));

    assertEquals(ALL_STEPS, world.calls);
    assertEquals(Optional.empty(), restored.doubt());
    assertEquals(List.of("Its owner opened it and counts as many records."), restored.notes());
  }

  @Test
  void changesNothingWhenTheOwnerDoesNotLetGo() throws Exception {
    OwnedTableWorld world = new OwnedTableWorld(Fault.REFUSES, 1);

    var refused = assertInstanceOf(RestoreOutcome.Refused.class, restore(world));

    assertEquals(
        new Refusal(
            Refusal.Kind.OWNER_HOLDS, "its owner did not close the table: it does not answer"),
        refused.refusal());
    assertEquals(List.of("release", "reopen"), world.calls);
  }

  @Test
  void changesNothingWhenAnotherFileHasTakenThePlace() throws Exception {
    OwnedTableWorld world = new OwnedTableWorld(Fault.REFUSES, 2);

    var refused = assertInstanceOf(RestoreOutcome.Refused.class, restore(world));

    assertEquals(Refusal.Kind.LIVE_CHANGED, refused.refusal().kind());
    assertEquals(List.of("release", "look", "reopen"), world.calls);
  }

  @Test
  void putsTheOldFileBackWhenTheOwnerCountsOtherRecords() throws Exception {
    OwnedTableWorld world = new OwnedTableWorld(Fault.REFUSES);
    world.counted = 4;

    var back = assertInstanceOf(RestoreOutcome.RolledBack.class, restore(world));

    assertEquals("the owner counts 4 records, not 3", back.reason());
    assertEquals(Optional.empty(), back.ownerTrouble());
    assertTrue(world.holdsTheOldFile());
    assertTrue(world.ownerHasItOpen());
  }

  @Test
  void saysWhenTheOwnerDoesNotComeBackAfterTheUndoing() throws Exception {
    OwnedTableWorld world = new OwnedTableWorld(Fault.REFUSES, 5, 9);

    var back = assertInstanceOf(RestoreOutcome.RolledBack.class, restore(world));

    assertEquals(
        List.of(
            "release", "look", "replace", "verify", "reopen", "release", "look", "putBack",
            "reopen"),
        world.calls);
    assertEquals("the owner did not open the table: it does not start", back.reason());
    assertEquals(Optional.of("it does not start"), back.ownerTrouble());
    assertTrue(world.holdsTheOldFile());
  }

  @Test
  void saysWhenTheOldFileCouldNotBePutBack() throws Exception {
    OwnedTableWorld world = new OwnedTableWorld(Fault.REFUSES, 6, 9);

    var stuck = assertInstanceOf(RestoreOutcome.Restored.class, restore(world));

    assertEquals(
        "the owner could not count the records: it does not answer; and the old file could not be"
            + " put back: somebody else is at it",
        stuck.doubt().orElseThrow());
    assertTrue(world.ownerHasItOpen());
  }

  @Test
  void handsAnInterruptOnOnlyWhenTheApplicationHasItsTable() throws Exception {
    OwnedTableWorld world = new OwnedTableWorld(Fault.INTERRUPTS, 6);

    assertInstanceOf(RestoreOutcome.RolledBack.class, restore(world));

    assertTrue(world.ownerHasItOpen());
    assertTrue(Thread.interrupted());
  }

  @Test
  void tellsOfTheOwnerEvenWhenTheDiskFails() {
    OwnedTableWorld world = new OwnedTableWorld(Fault.THROWS, 3, 4);

    IOException failure = assertThrows(IOException.class, () -> restore(world));

    assertEquals(
        "no space left on device; and the owner has not opened the table again: it does not start",
        failure.getMessage());
  }

  /**
   * One fault at each step in turn: the application always has a table in the end, and a whole one.
   */
  @ParameterizedTest
  @EnumSource(Fault.class)
  void leavesTheApplicationWithATableWhateverStepFails(Fault fault) {
    for (int step = 1; step <= ALL_STEPS.size(); step++) {
      OwnedTableWorld world = new OwnedTableWorld(fault, step);
      boolean holdsOld = endsWell(world);
      String what = fault + " at step " + step + ": " + world.calls;
      assertTrue(world.ownerHasItOpen(), what);
      assertTrue(holdsOld, what);
      Thread.interrupted();
    }
  }

  /** Two faults: whatever is wrong in the end is said. */
  @ParameterizedTest
  @EnumSource(Fault.class)
  void saysWhatIsWrongAfterTwoFaults(Fault fault) throws Exception {
    for (int first = 1; first <= ALL_STEPS.size(); first++) {
      for (int second = first + 1; second <= 12; second++) {
        OwnedTableWorld world = new OwnedTableWorld(fault, first, second);
        String told = told(world);
        String what = fault + " at " + first + " and " + second + ": " + world.calls + ": " + told;
        assertTrue(world.ownerHasItOpen() || tellsOfTheOwner(told), what);
        assertTrue(world.holdsTheOldFile() || tellsOfTheFile(told), what);
        Thread.interrupted();
      }
    }
  }

  private static boolean tellsOfTheOwner(String told) {
    return told.contains("has not opened")
        || told.contains("nor has the owner opened")
        || told.contains("did not close the table again");
  }

  private static boolean tellsOfTheFile(String told) {
    return told.contains("could not be put back") || told.contains("another file has taken");
  }

  private static boolean endsWell(OwnedTableWorld world) {
    try {
      RestoreOutcome outcome = restore(world);
      return !(outcome instanceof RestoreOutcome.Restored) && world.holdsTheOldFile()
          || world.calls.contains("look") && !world.calls.contains("replace");
    } catch (IOException | InterruptedException e) {
      return world.holdsTheOldFile();
    }
  }

  private static String told(OwnedTableWorld world) throws InterruptedException {
    try {
      return switch (restore(world)) {
        case RestoreOutcome.Restored restored -> restored.doubt().orElse("well");
        case RestoreOutcome.RolledBack back ->
            back.reason() + back.ownerTrouble().map(why -> "; has not opened: " + why).orElse("");
        case RestoreOutcome.Refused(Refusal refusal) -> refusal.reason();
        case RestoreOutcome.Possible possible -> throw new AssertionError(possible);
      };
    } catch (IOException e) {
      return e.getMessage();
    } catch (InterruptedException e) {
      return e.getMessage() + List.of(e.getSuppressed());
    }
  }

  private static RestoreOutcome restore(OwnedTableWorld world)
      throws IOException, InterruptedException {
    RestorePorts ports =
        new RestorePorts(
            new ScriptedTables("a"),
            new MemoryRepository(),
            world,
            OwnedTable.NEVER_ASKED,
            world,
            OwnedTable.owners(world));
    return new OwnedRestore(ports, plan(), OwnedTable.SNAPSHOT, false, ProgressListener.NONE)
        .restore(OwnedTable.OWNER);
  }

  private static RestorePlan plan() {
    return new RestorePlan(
        OwnedTable.TABLE,
        OwnedTable.SNAPSHOT.id(),
        true,
        3,
        3,
        100,
        OwnedTable.LIVE,
        Optional.of(OwnedTable.SEEN),
        new LiveContent.Missing(),
        OwnedTable.OPEN,
        Optional.of(OwnedTable.OWNER),
        List.of());
  }
}
