package io.detsguard.domain.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupRunTest {
  private static final Instant NOW = Instant.parse("2026-02-11T14:30:00Z");

  @Test
  void isCompleteOnlyWhenEveryTableSucceeded() {
    assertEquals(RunStatus.COMPLETE, run(backedUp("a"), backedUp("b")).status());
    assertEquals(RunStatus.PARTIAL, run(backedUp("a"), failed("b")).status());
    assertEquals(RunStatus.FAILED, run(failed("a"), failed("b")).status());
  }

  @Test
  void isFailedWhenThereWasNothingToBackUp() {
    assertEquals(RunStatus.FAILED, run().status());
  }

  @Test
  void namesTheTablesItProtected() {
    assertEquals(
        List.of(new TableName("a"), new TableName("c")),
        run(backedUp("a"), failed("b"), backedUp("c")).backedUp());
  }

  @Test
  void tellsSuccessesFromFailures() {
    BackupRun run = run(backedUp("a"), failed("b"), backedUp("c"));
    assertEquals(List.of(backedUp("a"), backedUp("c")), run.successes());
    assertEquals(List.of(failed("b")), run.failures());
  }

  @Test
  void addsUpTheLengthsOfItsSnapshots() {
    assertEquals(2 * 5464, run(backedUp("a"), failed("b"), backedUp("c")).bytes());
    assertEquals(0, run(failed("a")).bytes());
  }

  private static BackupRun run(TableOutcome... outcomes) {
    return new BackupRun(
        new RunId("r"), RunTrigger.API, NOW, NOW, List.of(outcomes), List.of(), List.of());
  }

  private static TableOutcome backedUp(String table) {
    Manifest manifest = Manifests.of(table, NOW, 1);
    return new TableOutcome.BackedUp(new Snapshot(manifest, new TableLocation("x")));
  }

  private static TableOutcome failed(String table) {
    return new TableOutcome.Failed(new TableName(table), FailureKind.UNAVAILABLE, "gone");
  }
}
