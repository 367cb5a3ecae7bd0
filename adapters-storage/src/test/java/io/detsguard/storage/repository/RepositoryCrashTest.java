package io.detsguard.storage.repository;

import static io.detsguard.storage.repository.BackupRepositoryContract.A;
import static io.detsguard.storage.repository.BackupRepositoryContract.A_B;
import static io.detsguard.storage.repository.BackupRepositoryContract.NOON;
import static io.detsguard.storage.repository.BackupRepositoryContract.manifest;
import static io.detsguard.storage.repository.BackupRepositoryContract.publish;
import static io.detsguard.storage.repository.BackupRepositoryContract.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.RepositoryBusyException;
import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.FaultyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Fails at change 1, 2, 3 … of a session; after each, only whole snapshots are to be seen. */
class RepositoryCrashTest {
  @TempDir Path temporary;

  @ParameterizedTest
  @EnumSource
  void keepsEverySnapshotWholeOrAbsentWhereverTheDiskFails(FaultyFiles.Fault fault)
      throws Exception {
    long changes = changesOfOneSession();
    assertTrue(changes > 15, "the session is long enough to be worth breaking: " + changes);
    for (long failing = 1; failing <= changes; failing++) {
      Path directory = temporary.resolve("failing-" + failing);
      List<Snapshot> before = prepare(directory);
      runQuietly(directory, new FaultyFiles(fault, failing), before);
      requireOnlyWholeSnapshots(directory, before);
      requireNextSessionToSucceed(directory);
    }
  }

  @Test
  void sweepsAgainWhatAnInterruptedSweepLeft() throws Exception {
    long changes = changesOfOneSession();
    for (long failing = 1; failing <= changes; failing++) {
      Path directory = temporary.resolve("sweep-" + failing);
      List<Snapshot> before = prepare(directory);
      runQuietly(directory, new FaultyFiles(FaultyFiles.Fault.FROM_THEN_ON, failing), before);
      for (int sweep = 1; sweep <= 6; sweep++) {
        beginQuietly(directory, new FaultyFiles(FaultyFiles.Fault.FROM_THEN_ON, sweep));
      }
      requireOnlyWholeSnapshots(directory, before);
      requireNextSessionToSucceed(directory);
    }
  }

  private long changesOfOneSession() throws Exception {
    Path directory = temporary.resolve("counting");
    FaultyFiles counting = FaultyFiles.counting();
    run(directory, counting, prepare(directory));
    return counting.changes();
  }

  private static SnapshotRepository open(Path directory, DurableFiles files) {
    return new DirectoryBackupRepository(
        new RepositoryLayout(directory), files, InstantSource.system());
  }

  /** Two snapshots of a, the older one first, and one of a_b. */
  private static List<Snapshot> prepare(Path directory) throws Exception {
    SnapshotRepository repository = open(directory, FaultyFiles.counting());
    return List.of(
        publish(repository, A, NOON, "oldest of a"),
        publish(repository, A, NOON.plusSeconds(1), "older of a"),
        publish(repository, A_B, NOON, "older of a_b"));
  }

  private static void run(Path directory, DurableFiles files, List<Snapshot> before)
      throws IOException, RepositoryBusyException {
    try (RepositorySession session = open(directory, files).begin("to be broken")) {
      publish(session, A, NOON.plusSeconds(2), "new of a");
      publishForcedAndRewritten(session);
      StagedSnapshot same = session.stage(A_B, NOON.plusSeconds(2));
      session.publishSameBytes(same, before.get(2), manifest(same, "older of a_b"));
      session.settle();
      session.delete(before.get(0).id());
      session.settle();
    }
  }

  private static void publishForcedAndRewritten(RepositorySession session) throws IOException {
    try (StagedSnapshot staged = session.stage(A_B, NOON.plusSeconds(1))) {
      write(staged, "a first try of a_b");
      staged.startForcing();
      write(staged, "new of a_b");
      staged.startForcing();
      session.publish(staged, manifest(staged, "new of a_b"));
    }
  }

  private static void runQuietly(Path directory, DurableFiles files, List<Snapshot> before)
      throws RepositoryBusyException {
    try {
      run(directory, files, before);
    } catch (IOException e) {
      assertTrue(e.getMessage() != null || e.getCause() != null, "a failure says what failed");
    }
  }

  private static void beginQuietly(Path directory, DurableFiles files)
      throws RepositoryBusyException {
    try {
      open(directory, files).begin("to be broken").close();
    } catch (IOException e) {
      assertTrue(e.getMessage().contains("No space"), e.getMessage());
    }
  }

  private static void requireOnlyWholeSnapshots(Path directory, List<Snapshot> before)
      throws IOException {
    SnapshotRepository repository = open(directory, FaultyFiles.counting());
    Catalog catalog = repository.catalog();
    for (Snapshot snapshot : catalog.snapshots()) {
      assertEquals(
          snapshot.manifest().sha256(), repository.sha256(snapshot, ProgressListener.NONE));
    }
    Set<Snapshot> listed = new HashSet<>(catalog.snapshots());
    assertTrue(listed.containsAll(before.subList(1, 3)), "older snapshots are untouched");
  }

  private static void requireNextSessionToSucceed(Path directory) throws Exception {
    SnapshotRepository repository = open(directory, FaultyFiles.counting());
    Snapshot next = publish(repository, A, NOON.plusSeconds(2), "the next");
    assertTrue(repository.catalog().find(next.id()).isPresent());
    assertEquals(List.of(), repository.catalog().notes(), "nothing half-made is left");
    try (var staged = Files.list(directory.resolve(".staging"))) {
      assertEquals(List.of(), staged.toList());
    }
  }
}
