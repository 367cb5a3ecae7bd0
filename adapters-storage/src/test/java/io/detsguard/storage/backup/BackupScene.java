package io.detsguard.storage.backup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.FrozenTables;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.RunContext;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.service.BackUpTablesService;
import io.detsguard.application.service.BackupPorts;
import io.detsguard.application.service.BackupRules;
import io.detsguard.application.service.RunIds;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.RetentionPolicy;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.storage.copy.FrozenTableSaver;
import io.detsguard.storage.copy.LinuxPrecision;
import io.detsguard.storage.copy.OpenSince;
import io.detsguard.storage.copy.StableCopier;
import io.detsguard.storage.copy.Waiting;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.journal.DirectoryRunJournal;
import io.detsguard.storage.live.DirectoryLiveTables;
import io.detsguard.storage.process.ProcFileHolders;
import io.detsguard.storage.repository.DirectoryBackupRepository;
import io.detsguard.storage.repository.RepositoryLayout;
import io.detsguard.storage.salvage.DetsTableSalvager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;

/**
 * The whole of a backup run, wired as the service wires it, on one directory with tables and one
 * for backups.
 */
final class BackupScene {
  /** Snapshots of each table that stay after a run. */
  static final int KEPT = 2;

  private static final InstantSource CLOCK = InstantSource.system();

  private final Path root;

  /** The scene in {@code root}: tables in {@code tables}, backups in {@code backups}. */
  BackupScene(Path root) {
    this.root = root;
  }

  Path table(String name) {
    return root.resolve("tables").resolve(name + ".dets");
  }

  private RepositoryLayout layout() {
    return new RepositoryLayout(root.resolve("backups"));
  }

  /** The repository as it is on the real disk, freshly opened. */
  SnapshotRepository repository() {
    return new DirectoryBackupRepository(layout(), new DiskFiles(), CLOCK);
  }

  /** One run over all tables, to its end. */
  BackupRun run(DurableFiles files) throws InterruptedException {
    BackUpTablesService service = service(files);
    BackupRun run = service.request(Set.of(), RunTrigger.API).run().join();
    assertTrue(service.shutDown(Duration.ofSeconds(30)), "the run is over");
    return run;
  }

  private BackUpTablesService service(DurableFiles files) {
    OpenSince openSince = new OpenSince();
    LiveTables tables =
        new DirectoryLiveTables(List.of(), List.of(root.resolve("tables")), openSince, CLOCK);
    StableCopier copier =
        new StableCopier(
            LinuxPrecision.ofThisSystem(CLOCK),
            openSince,
            Duration.ofSeconds(2),
            CLOCK,
            Waiting.real());
    return new BackUpTablesService(
        new BackupPorts(
            tables,
            copier,
            frozen(files),
            new DeepChecks(),
            new DirectoryBackupRepository(layout(), files, CLOCK),
            RunContext.NONE),
        new BackupRules(new RetentionPolicy(KEPT), Duration.ofDays(7), 1, "detsguard test"),
        event -> {},
        new DirectoryRunJournal(layout().journal(), files),
        new RunIds(CLOCK, new Random()),
        CLOCK,
        Executors.newSingleThreadExecutor(),
        Executors.defaultThreadFactory());
  }

  /** Tables count as frozen at once: what tells is whether a process holds them. */
  private static FrozenTables frozen(DurableFiles files) {
    return new FrozenTableSaver(
        new DetsTableSalvager(files, 1),
        files,
        ProcFileHolders.ofThisSystem(),
        Duration.ZERO,
        CLOCK);
  }

  /** Every snapshot that is listed is what its manifest says; gives the catalogue. */
  Catalog requireWhole() throws IOException {
    SnapshotRepository repository = repository();
    Catalog catalog = repository.catalog();
    for (Snapshot snapshot : catalog.snapshots()) {
      assertEquals(
          snapshot.manifest().sha256(),
          repository.sha256(snapshot, ProgressListener.NONE),
          snapshot.id().text());
    }
    return catalog;
  }

  /** A snapshot that was there is there, unless retention has as many newer ones to keep. */
  static void requireKeptOrPruned(Snapshot snapshot, Catalog catalog) {
    List<Snapshot> present = catalog.of(snapshot.id().table());
    long newer = present.stream().filter(s -> s.id().compareTo(snapshot.id()) > 0).count();
    assertTrue(present.contains(snapshot) || newer >= KEPT, snapshot.id() + " is lost");
  }

  /** Nothing half-made lies about; holds after the first session that follows a crash. */
  void requireClean() throws IOException {
    assertEquals(List.of(), repository().catalog().notes());
    try (var staged = Files.list(layout().staging())) {
      assertEquals(List.of(), staged.toList());
    }
  }
}
