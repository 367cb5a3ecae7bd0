package io.detsguard.storage.repository;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.RepositoryBusyException;
import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.file.ForwardingFiles;
import io.detsguard.storage.file.OutputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The repository in a directory: the contract, and what is to be seen on the disk. */
class DirectoryBackupRepositoryTest extends BackupRepositoryContract {
  @TempDir Path temporary;
  private RepositoryLayout layout;
  private SnapshotRepository repository;

  @BeforeEach
  void makeRepository() {
    layout = new RepositoryLayout(temporary.resolve("deeper/backups"));
    repository = open();
  }

  @Override
  SnapshotRepository repository() {
    return repository;
  }

  private SnapshotRepository open() {
    return new DirectoryBackupRepository(layout, new DiskFiles(), InstantSource.system());
  }

  @Test
  void namesFilesByTableAndTime() throws Exception {
    publish(repository, new TableName("task_queue"), NOON, "bytes");

    assertTrue(Files.exists(layout.root().resolve("task_queue_2026-02-11T12-00-00.dets")));
    assertTrue(Files.exists(layout.root().resolve("task_queue_2026-02-11T12-00-00.json")));
  }

  @Test
  void storesFilesReadOnly() throws Exception {
    Snapshot snapshot = publish(repository, A, NOON, "bytes");

    Path data = Path.of(snapshot.location().value());
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(data);
    assertTrue(permissions.contains(PosixFilePermission.OWNER_READ));
    assertTrue(
        PosixFilePermissions.fromString("r--r-----").containsAll(permissions),
        permissions.toString());
  }

  @Test
  void leavesNothingInStaging() throws Exception {
    Snapshot first = publish(repository, A, NOON, "bytes");
    publishSame(repository, first, "bytes");
    delete(repository, first.id());
    try (RepositorySession session = repository.begin("test")) {
      write(session.stage(A, NOON), "dropped");
    }
    assertEquals(List.of(), staged());
  }

  private List<Path> staged() throws IOException {
    try (var entries = Files.list(layout.staging())) {
      return entries.toList();
    }
  }

  @Test
  void sharesBytesByAHardLink() throws Exception {
    Snapshot earlier = publish(repository, A, NOON, "same");
    Snapshot later = publishSame(repository, earlier, "same");

    assertEquals(
        Files.getAttribute(Path.of(earlier.location().value()), "unix:ino"),
        Files.getAttribute(Path.of(later.location().value()), "unix:ino"));
  }

  @Test
  void copiesWhereThereAreNoHardLinks() throws Exception {
    repository =
        new DirectoryBackupRepository(layout, new FilesWithoutLinks(), InstantSource.system());
    Snapshot earlier = publish(repository, A, NOON, "same");
    Snapshot later = publishSame(repository, earlier, "same");

    assertEquals(List.of(later, earlier), repository.catalog().of(A));
    assertFalse(
        Files.isSameFile(Path.of(earlier.location().value()), Path.of(later.location().value())));
    assertEquals("same", Files.readString(Path.of(later.location().value())));
  }

  @Test
  void refusesToCopyBytesThatAreNoLongerThoseOfTheManifest() throws Exception {
    repository =
        new DirectoryBackupRepository(layout, new FilesWithoutLinks(), InstantSource.system());
    Snapshot earlier = publish(repository, A, NOON, "same");
    overwrite(layout.data(earlier.id()), "sane");

    IOException refusal =
        assertThrows(IOException.class, () -> publishSame(repository, earlier, "same"));
    assertTrue(refusal.getMessage().contains("SHA-256"), refusal.getMessage());
    assertEquals(1, repository.catalog().snapshots().size());
  }

  @Test
  void refusesToShareAFileThatIsGone() throws Exception {
    Snapshot earlier = publish(repository, A, NOON, "same");
    Files.delete(layout.data(earlier.id()));

    assertThrows(IOException.class, () -> publishSame(repository, earlier, "same"));
    assertEquals(List.of(), staged());
  }

  @Test
  void isKnownAgainAfterARestart() throws Exception {
    Snapshot snapshot = publish(repository, A, NOON, "bytes");

    assertEquals(List.of(snapshot), open().catalog().snapshots());
  }

  @Test
  void seesWhatAnotherProcessPublishesAndDeletes() throws Exception {
    SnapshotRepository other = open();
    assertTrue(repository.catalog().snapshots().isEmpty());
    Snapshot snapshot = publish(other, A, NOON, "bytes");
    assertEquals(List.of(snapshot), repository.catalog().snapshots());
    delete(other, snapshot.id());
    assertTrue(repository.catalog().snapshots().isEmpty());
  }

  @Test
  void usesWhatItRemembersOnlyWhileTheDirectoryIsTheSame() throws Exception {
    Instant later = Instant.now().plus(Duration.ofHours(1));
    repository = new DirectoryBackupRepository(layout, new DiskFiles(), () -> later);
    Snapshot snapshot = publish(repository, A, NOON, "bytes");
    Catalog first = repository.catalog();
    assertTrue(first == repository.catalog(), "an unchanged directory is not read again");

    delete(open(), snapshot.id());
    assertTrue(repository.catalog().snapshots().isEmpty());
  }

  @Test
  void readsAManifestThatItWroteItselfWhenSomebodyChangedIt() throws Exception {
    Snapshot snapshot = publish(repository, A, NOON, "bytes");
    Path manifest = layout.manifest(snapshot.id());
    overwrite(manifest, Files.readString(manifest).replace("\"format\" : 1", "\"format\" : 2"));

    Catalog catalog = repository.catalog();
    assertTrue(catalog.snapshots().isEmpty());
    assertTrue(catalog.notes().getFirst().contains("format 2 is not known"), catalog.toString());
  }

  @Test
  void refusesASecondSessionOfTheSameProcessThroughAnotherRepository() throws Exception {
    SnapshotRepository other = open();
    try (RepositorySession session = repository.begin("the first")) {
      assertThrows(RepositoryBusyException.class, () -> other.begin("the second"));
      assertThrows(RepositoryBusyException.class, () -> other.begin("the second"));
      session.settle();
    }
    other.begin("the second").close();
  }

  @Test
  void keepsExcludingOthersAfterItsLockFileWasRemoved() throws Exception {
    repository.begin("once").close();
    Files.delete(layout.lock());
    try (RepositorySession session = repository.begin("again")) {
      assertThrows(RepositoryBusyException.class, () -> open().begin("another"));
      session.settle();
    }
  }

  @Test
  void reportsAnUnreadableManifestAndLeavesItsFilesAlone() throws Exception {
    Snapshot snapshot = publish(repository, A, NOON, "bytes");
    Path manifest = layout.manifest(snapshot.id());
    overwrite(manifest, Files.readString(manifest).replace("\"format\" : 1", "\"format\" : 2"));

    Catalog catalog = open().catalog();
    assertTrue(catalog.snapshots().isEmpty());
    assertTrue(catalog.notes().getFirst().contains("format 2 is not known"), catalog.toString());

    repository.begin("sweep").close();
    Snapshot next = publish(repository, A, NOON, "new");
    assertEquals(2, next.id().sequence());
    assertTrue(Files.exists(layout.data(snapshot.id())));
    assertTrue(Files.exists(manifest));
  }

  @Test
  void takesAManifestWithoutItsFileForNoSnapshot() throws Exception {
    Snapshot snapshot = publish(repository, A, NOON, "bytes");
    Files.delete(layout.data(snapshot.id()));

    Catalog catalog = repository.catalog();
    assertTrue(catalog.snapshots().isEmpty());
    assertEquals(List.of("a_2026-02-11T12-00-00: its stored file is missing"), catalog.notes());
  }

  @Test
  void takesAStoredFileOfAnotherLengthForNoSnapshot() throws Exception {
    Snapshot snapshot = publish(repository, A, NOON, "bytes");
    overwrite(layout.data(snapshot.id()), "byte");

    Catalog catalog = open().catalog();
    assertTrue(catalog.snapshots().isEmpty());
    assertEquals(
        List.of("a_2026-02-11T12-00-00: its stored file has 4 bytes, its manifest says 5"),
        catalog.notes());
  }

  @Test
  void looksAgainAtStoredFilesEveryMinute() throws Exception {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    repository = new DirectoryBackupRepository(layout, new DiskFiles(), now::get);
    Snapshot snapshot = publish(repository, A, NOON, "bytes");
    assertEquals(List.of(snapshot), repository.catalog().snapshots());

    Path data = layout.data(snapshot.id());
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rw-r-----"));
    Files.writeString(data, "byte");
    now.updateAndGet(time -> time.plusSeconds(61));

    assertEquals(List.of(), repository.catalog().snapshots());
    assertEquals(1, repository.catalog().notes().size());
  }

  @Test
  void takesASymbolicLinkForNoSnapshot() throws Exception {
    Snapshot snapshot = publish(repository, A, NOON, "bytes");
    Path elsewhere = Files.writeString(temporary.resolve("elsewhere"), "bytes");
    Files.delete(layout.data(snapshot.id()));
    Files.createSymbolicLink(layout.data(snapshot.id()), elsewhere);

    assertTrue(open().catalog().snapshots().isEmpty());
  }

  @Test
  void takesAManifestUnderAnotherNameForNoSnapshot() throws Exception {
    Snapshot snapshot = publish(repository, A, NOON, "bytes");
    SnapshotId renamed = new SnapshotId(A, NOON.plusSeconds(1), 1);
    Files.move(layout.manifest(snapshot.id()), layout.manifest(renamed));
    Files.move(layout.data(snapshot.id()), layout.data(renamed));

    Catalog catalog = open().catalog();
    assertTrue(catalog.snapshots().isEmpty());
    assertTrue(catalog.notes().getFirst().contains("it is the manifest of a_2026-02-11T12-00-00"));
  }

  @Test
  void neverRemovesAStoredFileThatItDidNotLeaveHalfMade() throws Exception {
    publish(repository, A, NOON, "bytes");
    SnapshotId foreign = new SnapshotId(A, NOON.plusSeconds(5), 1);
    Files.writeString(layout.data(foreign), "put here by hand");
    Files.writeString(layout.root().resolve("README"), "by hand as well");

    repository.begin("sweep").close();

    assertEquals("put here by hand", Files.readString(layout.data(foreign)));
    assertTrue(Files.exists(layout.root().resolve("README")));
    assertTrue(repository.catalog().notes().getFirst().contains("without a manifest"));
  }

  @Test
  void givesNoIdThatAForeignFileHas() throws Exception {
    repository.begin("make").close();
    Files.writeString(layout.data(new SnapshotId(A, NOON, 1)), "by hand");

    assertEquals(2, publish(repository, A, NOON, "bytes").id().sequence());
  }

  @Test
  void dropsAStagedSnapshotWhoseForcingFailed() throws Exception {
    repository =
        new DirectoryBackupRepository(layout, new FilesThatCannotForce(), InstantSource.system());
    try (RepositorySession session = repository.begin("test")) {
      StagedSnapshot staged = session.stage(A, NOON);
      write(staged, "bytes");
      staged.startForcing();
      IOException failure =
          assertThrows(IOException.class, () -> session.publish(staged, manifest(staged, "bytes")));
      assertEquals("Input/output error", failure.getMessage());
    }
    assertTrue(repository.catalog().snapshots().isEmpty());
    assertEquals(List.of(), staged());
  }

  private static void overwrite(Path file, String content) throws IOException {
    Files.delete(file);
    Files.write(file, content.getBytes(UTF_8));
  }

  /** A disk like one of a kind that has no hard links. */
  private static final class FilesWithoutLinks extends ForwardingFiles {
    @Override
    public void link(Path existing, Path link) throws IOException {
      throw new IOException("Operation not permitted");
    }
  }

  /** A disk that takes all bytes and loses them. */
  private static final class FilesThatCannotForce extends ForwardingFiles {
    @Override
    public OutputFile create(Path file, Set<PosixFilePermission> permissions) throws IOException {
      return new ForwardingOutput(super.create(file, permissions)) {
        @Override
        public void force() throws IOException {
          throw new IOException("Input/output error");
        }
      };
    }
  }
}
