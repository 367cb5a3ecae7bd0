package io.detsguard.storage.repository;

import static io.detsguard.storage.repository.BackupRepositoryContract.A;
import static io.detsguard.storage.repository.BackupRepositoryContract.NOON;
import static io.detsguard.storage.repository.BackupRepositoryContract.publish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.RepositoryBusyException;
import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.storage.backup.ChildJvm;
import io.detsguard.storage.file.DiskFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes on one repository. */
class RepositoryLockTest {
  @TempDir Path temporary;

  @Test
  void isHeldByOneProcessNamesItAndHealsWhenItIsKilled() throws Exception {
    SnapshotRepository repository = open();
    try (ChildJvm child = new ChildJvm(LockHolder.class, temporary.toString())) {
      assertEquals("held", child.nextLine());
      String refusal =
          assertThrows(RepositoryBusyException.class, () -> repository.begin("mine")).getMessage();
      assertTrue(refusal.contains("process " + child.pid() + " on "), refusal);
      assertTrue(refusal.contains("(a run that will be killed) since 2"), refusal);

      child.kill();

      publish(repository, A, NOON, "mine");
    }
    assertEquals(List.of(), repository.catalog().notes());
    try (var staged = Files.list(temporary.resolve(".staging"))) {
      assertEquals(List.of(), staged.toList());
    }
  }

  /** Closing any descriptor of a file drops a process's POSIX lock on it. */
  @Test
  void isNotLostWhenAnotherThreadOfTheProcessIsRefused() throws Exception {
    SnapshotRepository first = open();
    SnapshotRepository second = open();
    try (RepositorySession session = first.begin("held here")) {
      assertThrows(RepositoryBusyException.class, () -> second.begin("a second time"));
      try (ChildJvm child = new ChildJvm(LockHolder.class, temporary.toString())) {
        String answer = child.nextLine();
        assertTrue(answer.contains("RepositoryBusyException"), answer);
      }
      session.settle();
    }
    second.begin("afterwards").close();
  }

  private SnapshotRepository open() {
    return new DirectoryBackupRepository(
        new RepositoryLayout(temporary), new DiskFiles(), InstantSource.system());
  }
}
