package io.detsguard.storage.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.RepositoryBusyException;
import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.file.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every repository of snapshots keeps to. */
abstract class BackupRepositoryContract {
  static final Instant NOON = Instant.parse("2026-02-11T12:00:00Z");
  static final TableName A = new TableName("a");
  static final TableName A_B = new TableName("a_b");

  /** A repository that is empty. */
  abstract SnapshotRepository repository() throws IOException;

  @Test
  void isEmptyBeforeTheFirstSnapshot() throws Exception {
    assertTrue(repository().catalog().snapshots().isEmpty());
    assertTrue(repository().catalog().notes().isEmpty());
  }

  @Test
  void showsWhatWasPublishedAsItWasPublished() throws Exception {
    SnapshotRepository repository = repository();
    Snapshot published = publish(repository, A, NOON, "stored");

    assertEquals(List.of(published), repository.catalog().snapshots());
    assertEquals(published.manifest(), repository.catalog().snapshots().getFirst().manifest());
    assertEquals(
        Sha256.of("stored".getBytes(UTF_8)), repository.sha256(published, ProgressListener.NONE));
  }

  @Test
  void showsNothingThatIsOnlyStaged() throws Exception {
    SnapshotRepository repository = repository();
    try (RepositorySession session = repository.begin("test")) {
      StagedSnapshot staged = session.stage(A, NOON);
      write(staged, "half");
      assertTrue(repository.catalog().snapshots().isEmpty());
    }
    assertTrue(repository.catalog().snapshots().isEmpty());
  }

  @Test
  void neverOverwritesASnapshotOfTheSameSecond() throws Exception {
    SnapshotRepository repository = repository();
    Snapshot first = publish(repository, A, NOON, "first");
    Snapshot second = publish(repository, A, NOON.plusMillis(400), "second");

    assertNotEquals(first.id(), second.id());
    assertEquals(List.of(second, first), repository.catalog().of(A));
    assertEquals(Sha256.of("first".getBytes(UTF_8)), repository.sha256(first, (d, t) -> {}));
  }

  @Test
  void makesTheNewestSnapshotOfASecondEvenWhenDeletionsSetEarlierNumbersFree() throws Exception {
    SnapshotRepository repository = repository();
    Snapshot first = publish(repository, A, NOON, "first");
    Snapshot second = publish(repository, A, NOON, "second");
    try (RepositorySession session = repository.begin("test")) {
      session.delete(first.id());
    }
    Snapshot third = publish(repository, A, NOON, "third");

    assertEquals(List.of(third, second), repository.catalog().of(A));
  }

  @Test
  void givesNoIdTwiceInASessionEvenWhenTheFirstIsDropped() throws Exception {
    try (RepositorySession session = repository().begin("test")) {
      SnapshotId first;
      try (StagedSnapshot staged = session.stage(A, NOON)) {
        first = staged.id();
      }
      assertNotEquals(first, session.stage(A, NOON).id());
    }
  }

  @Test
  void rewritingDropsWhatWasWrittenBefore() throws Exception {
    SnapshotRepository repository = repository();
    try (RepositorySession session = repository.begin("test")) {
      StagedSnapshot staged = session.stage(A, NOON);
      write(staged, "the first attempt, which was longer");
      staged.startForcing();
      write(staged, "kept");
      Snapshot published = session.publish(staged, manifest(staged, "kept"));
      assertEquals(Sha256.of("kept".getBytes(UTF_8)), repository.sha256(published, (d, t) -> {}));
    }
  }

  @Test
  void publishesWhatWasForcedInTheBackground() throws Exception {
    SnapshotRepository repository = repository();
    try (RepositorySession session = repository.begin("test")) {
      StagedSnapshot staged = session.stage(A, NOON);
      write(staged, "forced");
      staged.startForcing();
      session.publish(staged, manifest(staged, "forced"));
      session.settle();
    }
    assertEquals(1, repository.catalog().snapshots().size());
  }

  @Test
  void refusesAManifestOfAnotherLengthAndShowsNothing() throws Exception {
    SnapshotRepository repository = repository();
    try (RepositorySession session = repository.begin("test")) {
      StagedSnapshot staged = session.stage(A, NOON);
      write(staged, "short");
      Manifest wrong = manifest(staged, "much longer");
      assertThrows(IOException.class, () -> session.publish(staged, wrong));
    }
    assertTrue(repository.catalog().snapshots().isEmpty());
  }

  @Test
  void refusesAManifestOfAnotherSnapshot() throws Exception {
    try (RepositorySession session = repository().begin("test")) {
      StagedSnapshot staged = session.stage(A, NOON);
      write(staged, "bytes");
      Manifest other = manifest(session.stage(A_B, NOON), "bytes");
      assertThrows(IllegalArgumentException.class, () -> session.publish(staged, other));
    }
  }

  @Test
  void sharesTheBytesOfAnEarlierSnapshot() throws Exception {
    SnapshotRepository repository = repository();
    Snapshot earlier = publish(repository, A, NOON, "same");
    Snapshot later = publishSame(repository, earlier, "same");

    assertEquals(List.of(later, earlier), repository.catalog().of(A));
    delete(repository, earlier.id());
    assertEquals(List.of(later), repository.catalog().of(A));
    assertEquals(Sha256.of("same".getBytes(UTF_8)), repository.sha256(later, (d, t) -> {}));
  }

  @Test
  void refusesToShareBytesUnderAManifestOfOthers() throws Exception {
    SnapshotRepository repository = repository();
    Snapshot earlier = publish(repository, A, NOON, "same");
    assertThrows(IllegalArgumentException.class, () -> publishSame(repository, earlier, "others"));
    assertEquals(List.of(earlier), repository.catalog().snapshots());
  }

  @Test
  void deletesOneTableWithoutTouchingAnotherWhoseNameContinuesIt() throws Exception {
    SnapshotRepository repository = repository();
    Snapshot ofA = publish(repository, A, NOON, "a");
    Snapshot ofAB = publish(repository, A_B, NOON, "a_b");
    Snapshot ofDated =
        publish(repository, new TableName("a_2026-02-11T12-00-00"), NOON, "named like a snapshot");

    delete(repository, ofA.id());

    assertTrue(repository.catalog().of(A).isEmpty());
    assertEquals(List.of(ofAB), repository.catalog().of(A_B));
    assertTrue(repository.catalog().find(ofDated.id()).isPresent());
  }

  @Test
  void refusesToDeleteWhatIsNotThere() throws Exception {
    SnapshotRepository repository = repository();
    try (RepositorySession session = repository.begin("test")) {
      assertThrows(IOException.class, () -> session.delete(new SnapshotId(A, NOON, 1)));
    }
  }

  @Test
  void admitsOneSessionAtATimeAndNamesItsHolder() throws Exception {
    SnapshotRepository repository = repository();
    try (RepositorySession session = repository.begin("the nightly run")) {
      RepositoryBusyException refusal =
          assertThrows(RepositoryBusyException.class, () -> repository.begin("another"));
      assertTrue(refusal.getMessage().contains("the nightly run"), refusal.getMessage());
      session.settle();
    }
    assertDoesNotThrow(() -> repository.begin("afterwards").close());
  }

  @Test
  void refusesWorkInAClosedSession() throws Exception {
    RepositorySession session = repository().begin("test");
    session.close();
    assertThrows(IllegalStateException.class, () -> session.stage(A, NOON));
    assertDoesNotThrow(session::close);
  }

  @Test
  void takesSnapshotsOfSeveralTablesFromSeveralThreads() throws Exception {
    SnapshotRepository repository = repository();
    try (RepositorySession session = repository.begin("test");
        ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Snapshot>> published = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        TableName table = new TableName("table_" + i % 10);
        published.add(threads.submit(() -> publish(session, table, NOON, "x" + table)));
      }
      for (Future<Snapshot> snapshot : published) {
        snapshot.get();
      }
    }
    assertEquals(40, repository.catalog().snapshots().size());
    assertEquals(4, repository.catalog().of(new TableName("table_3")).size());
  }

  @Test
  void seesAtOnceWhatChangedSinceTheLastLook() throws Exception {
    SnapshotRepository repository = repository();
    for (int round = 1; round <= 5; round++) {
      Snapshot published = publish(repository, A, NOON.plusSeconds(round), "round " + round);
      assertEquals(published, repository.catalog().snapshots().getFirst());
      assertEquals(round, repository.catalog().snapshots().size());
    }
    delete(repository, repository.catalog().snapshots().getLast().id());
    assertEquals(4, repository.catalog().snapshots().size());
    assertFalse(repository.catalog().newestProven().isEmpty());
  }

  static Snapshot publish(SnapshotRepository repository, TableName table, Instant at, String bytes)
      throws Exception {
    try (RepositorySession session = repository.begin("test")) {
      Snapshot snapshot = publish(session, table, at, bytes);
      session.settle();
      return snapshot;
    }
  }

  static Snapshot publish(RepositorySession session, TableName table, Instant at, String bytes)
      throws IOException {
    try (StagedSnapshot staged = session.stage(table, at)) {
      write(staged, bytes);
      return session.publish(staged, manifest(staged, bytes));
    }
  }

  static Snapshot publishSame(SnapshotRepository repository, Snapshot earlier, String bytes)
      throws Exception {
    try (RepositorySession session = repository.begin("test")) {
      StagedSnapshot staged = session.stage(earlier.id().table(), earlier.id().takenAt());
      return session.publishSameBytes(staged, earlier, manifest(staged, bytes));
    }
  }

  static void delete(SnapshotRepository repository, SnapshotId id) throws Exception {
    try (RepositorySession session = repository.begin("test")) {
      session.delete(id);
      session.settle();
    }
  }

  static void write(StagedSnapshot staged, String content) throws IOException {
    try (StagedSnapshot.StagedBytes target = staged.rewrite()) {
      target.write(ByteBuffer.wrap(content.getBytes(UTF_8)));
    }
  }

  static Manifest manifest(StagedSnapshot staged, String content) {
    return Manifests.of(staged.id(), content.getBytes(UTF_8));
  }
}
