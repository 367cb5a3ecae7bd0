package io.detsguard.storage.restore;

import io.detsguard.application.port.in.RestoreTableUseCase;
import io.detsguard.application.port.in.RestoreTableUseCase.Source;
import io.detsguard.application.port.in.UndoReplacementUseCase;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.application.service.ControlledOwners;
import io.detsguard.application.service.RestorePorts;
import io.detsguard.application.service.RestoreTableService;
import io.detsguard.application.service.UndoReplacementService;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Provenance;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import io.detsguard.domain.restore.RestorePreview;
import io.detsguard.domain.restore.UndoOutcome;
import io.detsguard.domain.restore.UndoPlan;
import io.detsguard.domain.restore.UndoPreview;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.copy.OpenSince;
import io.detsguard.storage.dets.DetsTableChecker;
import io.detsguard.storage.dets.DetsTableComparer;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.Sha256;
import io.detsguard.storage.live.DirectoryLiveTables;
import io.detsguard.storage.process.FileHolders;
import io.detsguard.storage.repository.DirectoryBackupRepository;
import io.detsguard.storage.repository.RepositoryLayout;
import io.detsguard.storage.swap.FileSwap;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** One table, a repository with snapshots of it, and the restore as the program wires it. */
final class RestoreScene {
  static final TableName TABLE = new TableName("task_queue");
  static final Instant NOON = Instant.parse("2026-02-11T12:00:00Z");
  static final FileHolders NOBODY = file -> new Occupancy.Closed();

  private final Path root;
  private final InstantSource clock = InstantSource.system();

  RestoreScene(Path root) throws IOException {
    this.root = root;
    Files.createDirectories(tables());
  }

  Path tables() {
    return root.resolve("tables");
  }

  Path live() {
    return tables().resolve(TABLE + ".dets");
  }

  SnapshotRepository repository() {
    return new DirectoryBackupRepository(
        new RepositoryLayout(root.resolve("backups")), new DiskFiles(), clock);
  }

  /** Stores a table as a proven snapshot. */
  Snapshot publish(byte[] table, Instant takenAt) throws Exception {
    try (RepositorySession session = repository().begin("test");
        StagedSnapshot staged = session.stage(TABLE, takenAt)) {
      staged.rewrite().write(ByteBuffer.wrap(table));
      CheckReport report =
          new DetsTableChecker(1).verify(staged.location(), Digests.RECORDS, ProgressListener.NONE);
      Snapshot snapshot = session.publish(staged, manifest(staged, table, report));
      session.settle();
      return snapshot;
    }
  }

  private Manifest manifest(StagedSnapshot staged, byte[] table, CheckReport report) {
    return new Manifest(
        staged.id(),
        table.length,
        Sha256.of(table),
        report.requireDigest(),
        report.figures().orElseThrow(),
        new Provenance(
            new TableLocation(live().toString()),
            new SourceStamp(1, 2, table.length, 3, 4, "ab".repeat(32)),
            CopyMethod.STABLE_READ,
            1,
            Duration.ZERO,
            staged.id().takenAt(),
            false),
        "detsguard test");
  }

  RestoreTableUseCase restores(DurableFiles files, FileHolders holders) {
    return restores(files, holders, ControlledOwners.NONE);
  }

  RestoreTableUseCase restores(DurableFiles files, FileHolders holders, ControlledOwners owners) {
    return new RestoreTableService(
        new RestorePorts(
            liveTables(),
            repository(),
            new DetsTableChecker(1),
            new DetsTableComparer(),
            replacer(files, holders),
            owners));
  }

  private LiveTables liveTables() {
    return new DirectoryLiveTables(
        List.of(new LiveTable(TABLE, new TableLocation(live().toString()))),
        List.of(),
        new OpenSince(),
        clock);
  }

  private static SnapshotReplacer replacer(DurableFiles files, FileHolders holders) {
    return new SnapshotReplacer(files, new FileSwap(files, holders, () -> NOON), 1);
  }

  RestoreTableUseCase restores() {
    return restores(new DiskFiles(), NOBODY);
  }

  /** The plan for the newest snapshot. */
  static RestorePlan plan(RestoreTableUseCase restores) throws Exception {
    return plan(restores, new Source(TABLE, Optional.empty()));
  }

  static RestorePlan plan(RestoreTableUseCase restores, Source source) throws Exception {
    return switch (restores.preview(source, 10, ProgressListener.NONE)) {
      case RestorePreview.Planned(RestorePlan plan) -> plan;
      case RestorePreview.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  static RestoreOutcome restore(RestoreTableUseCase restores) throws Exception {
    return restores.restore(plan(restores), false, ProgressListener.NONE);
  }

  UndoReplacementUseCase undos(DurableFiles files, FileHolders holders) {
    return undos(files, holders, ControlledOwners.NONE);
  }

  UndoReplacementUseCase undos(DurableFiles files, FileHolders holders, ControlledOwners owners) {
    return new UndoReplacementService(
        liveTables(),
        new DetsTableChecker(1),
        new DetsTableComparer(),
        replacer(files, holders),
        owners);
  }

  UndoReplacementUseCase undos() {
    return undos(new DiskFiles(), NOBODY);
  }

  /** What undoing the last replacement would do. */
  static UndoPlan undoPlan(UndoReplacementUseCase undos) throws Exception {
    return switch (undos.preview(TABLE, 10, ProgressListener.NONE)) {
      case UndoPreview.Planned(UndoPlan plan) -> plan;
      case UndoPreview.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  static UndoOutcome undo(UndoReplacementUseCase undos) throws Exception {
    return switch (undos.preview(TABLE, 0, ProgressListener.NONE)) {
      case UndoPreview.Planned(UndoPlan plan) -> undos.undo(plan, false, ProgressListener.NONE);
      case UndoPreview.Refused(Refusal refusal) -> new UndoOutcome.Refused(refusal);
    };
  }

  /** The names beside the live table, sorted, without the lock that stays. */
  List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(tables())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".detsguard.lock"))
          .sorted()
          .toList();
    }
  }
}
