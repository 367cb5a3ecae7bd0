package io.detsguard.storage.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.backup.QuietLog;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.file.FaultyFiles;
import io.detsguard.storage.repository.Manifests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Finished runs on disk. */
@ExtendWith(QuietLog.class)
class DirectoryRunJournalTest {
  private static final Instant NOON = Instant.parse("2026-02-11T12:00:00.123456Z");
  private static final TableName TABLE = new TableName("t");
  private static final SnapshotId ID = new SnapshotId(TABLE, NOON, 2);

  @TempDir Path temporary;

  private DirectoryRunJournal journal() {
    return new DirectoryRunJournal(temporary.resolve(".journal"), new DiskFiles());
  }

  private static BackupRun run(int number) {
    return run(number, 1);
  }

  private static BackupRun run(int number, int tables) {
    Snapshot snapshot =
        new Snapshot(
            Manifests.of(ID, "stored".getBytes(UTF_8)), new TableLocation("/backups/t.dets"));
    TableOutcome failed =
        new TableOutcome.Failed(
            new TableName("other"), FailureKind.NOT_PROPERLY_CLOSED, "Not closed for 3 h.");
    List<TableOutcome> outcomes =
        new java.util.ArrayList<>(Collections.nCopies(tables, new TableOutcome.BackedUp(snapshot)));
    outcomes.add(failed);
    return new BackupRun(
        new RunId("run-" + number),
        RunTrigger.CATCH_UP,
        NOON.plusSeconds(number),
        NOON.plusSeconds(number + 1),
        outcomes,
        List.of(new SnapshotId(TABLE, NOON, 1)),
        List.of("A note."));
  }

  @Test
  void isEmptyBeforeTheFirstRun() throws Exception {
    assertEquals(List.of(), journal().recent());
  }

  @Test
  void remembersEverythingOfARunAcrossARestart() throws Exception {
    journal().record(run(1));
    assertEquals(List.of(run(1)), journal().recent());
  }

  @Test
  void listsNewestFirst() throws Exception {
    DirectoryRunJournal journal = journal();
    for (int number : new int[] {2, 1, 3}) {
      journal.record(run(number));
    }
    assertEquals(List.of(run(3), run(2), run(1)), journal.recent());
  }

  @Test
  void forgetsTheOldestOfMany() throws Exception {
    DirectoryRunJournal journal = journal();
    for (int number = 0; number < 103; number++) {
      journal.record(run(number));
    }
    List<BackupRun> recent = journal.recent();
    assertEquals(100, recent.size());
    assertEquals(run(102), recent.getFirst());
    assertEquals(run(3), recent.getLast());
  }

  @Test
  void forgetsEarlierWhenRunsAreLarge() throws Exception {
    DirectoryRunJournal journal = journal();
    for (int number = 0; number < 6; number++) {
      journal.record(run(number, 2000));
    }
    int remembered = journal.recent().size();
    assertTrue(remembered >= 1 && remembered < 6, "remembered " + remembered);
    assertEquals(run(5, 2000), journal.recent().getFirst());
  }

  @Test
  void parsesEachRunOnce() throws Exception {
    DirectoryRunJournal journal = journal();
    journal.record(run(1));
    assertSame(journal.recent().getFirst(), journal.recent().getFirst());
  }

  @Test
  void seesWhatAnotherProcessRecords() throws Exception {
    DirectoryRunJournal journal = journal();
    assertEquals(List.of(), journal.recent());
    journal().record(run(1));
    assertEquals(List.of(run(1)), journal.recent());
  }

  @Test
  void leavesOutWhatItCannotRead() throws Exception {
    DirectoryRunJournal journal = journal();
    journal.record(run(1));
    Path directory = temporary.resolve(".journal");
    Files.writeString(directory.resolve("9999-01-01T00-00-00-000_x.json"), "{\"format\": 1}");
    Files.writeString(directory.resolve("9999-01-01T00-00-00-000_y.json"), "{\"format\": 7}");
    Files.writeString(directory.resolve("9999-01-01T00-00-00-000_z.json"), "not JSON");
    assertEquals(List.of(run(1)), journal.recent());
  }

  @Test
  void staysReadableWhereverTheDiskFails() throws Exception {
    journal().record(run(1));
    for (FaultyFiles.Fault fault : FaultyFiles.Fault.values()) {
      for (int failing = 1; failing <= 8; failing++) {
        recordQuietly(
            new DirectoryRunJournal(
                temporary.resolve(".journal"), new FaultyFiles(fault, failing)));
        List<BackupRun> recent = journal().recent();
        assertEquals(run(1), recent.getLast());
        assertTrue(recent.size() == 1 || recent.getFirst().equals(run(2)));
      }
    }
    journal().record(run(3));
    assertEquals(run(3), journal().recent().getFirst());
  }

  private static void recordQuietly(DirectoryRunJournal journal) {
    try {
      journal.record(run(2));
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("No space"), e.getMessage());
    }
  }
}
