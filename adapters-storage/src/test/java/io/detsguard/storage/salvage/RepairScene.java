package io.detsguard.storage.salvage;

import io.detsguard.application.port.in.RepairInPlaceUseCase;
import io.detsguard.application.port.in.UndoReplacementUseCase;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.LiveTables;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.service.ControlledOwners;
import io.detsguard.application.service.RepairInPlaceService;
import io.detsguard.application.service.RepairPorts;
import io.detsguard.application.service.UndoReplacementService;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.RepairPlan;
import io.detsguard.domain.restore.RepairPreview;
import io.detsguard.domain.restore.TableRepairOutcome;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.copy.OpenSince;
import io.detsguard.storage.dets.DetsTableChecker;
import io.detsguard.storage.dets.DetsTableComparer;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.live.DirectoryLiveTables;
import io.detsguard.storage.process.FileHolders;
import io.detsguard.storage.repository.DirectoryBackupRepository;
import io.detsguard.storage.repository.RepositoryLayout;
import io.detsguard.storage.restore.SnapshotReplacer;
import io.detsguard.storage.swap.FileSwap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** One damaged live table in a directory, and its repair as the program wires it. */
final class RepairScene {
  static final TableName TABLE = new TableName("task_queue");
  static final Instant NOON = Instant.parse("2026-02-11T12:00:00Z");
  static final FileHolders NOBODY = file -> new Occupancy.Closed();

  private final Path directory;

  /** A live table of these bytes. */
  RepairScene(Path directory, byte[] table) throws IOException {
    this.directory = Files.createDirectories(directory);
    Files.write(live(), table);
  }

  Path live() {
    return directory.resolve("task_queue.dets");
  }

  Path beside(String name) {
    return directory.resolve(name);
  }

  private LiveTables liveTables() {
    return new DirectoryLiveTables(
        List.of(new LiveTable(TABLE, new TableLocation(live().toString()))),
        List.of(),
        new OpenSince(),
        InstantSource.system());
  }

  RepairInPlaceUseCase repairs(DurableFiles files, FileHolders holders) {
    return repairs(files, holders, ControlledOwners.NONE);
  }

  RepairInPlaceUseCase repairs(DurableFiles files, FileHolders holders, ControlledOwners owners) {
    FileSwap swap = new FileSwap(files, holders, () -> NOON);
    DetsTableSalvager salvager = new DetsTableSalvager(files, 1);
    return new RepairInPlaceService(
        new RepairPorts(
            liveTables(),
            new DirectoryBackupRepository(
                new RepositoryLayout(directory.resolve("backups")), files, InstantSource.system()),
            new DetsTableChecker(1),
            salvager,
            new DetsTableRepairer(salvager, swap),
            new SnapshotReplacer(files, swap, 1),
            owners));
  }

  UndoReplacementUseCase undos(DurableFiles files) {
    return new UndoReplacementService(
        liveTables(),
        new DetsTableChecker(1),
        new DetsTableComparer(),
        new SnapshotReplacer(files, new FileSwap(files, NOBODY, () -> NOON), 1),
        ControlledOwners.NONE);
  }

  static RepairPlan plan(RepairInPlaceUseCase repairs, boolean insertsCandidates) throws Exception {
    return switch (repairs.preview(TABLE, insertsCandidates, ProgressListener.NONE)) {
      case RepairPreview.Planned(RepairPlan plan) -> plan;
      case RepairPreview.Refused refused -> throw new AssertionError(refused.toString());
    };
  }

  static Refusal refusal(RepairInPlaceUseCase repairs) throws Exception {
    return switch (repairs.preview(TABLE, false, ProgressListener.NONE)) {
      case RepairPreview.Planned planned -> throw new AssertionError(planned.toString());
      case RepairPreview.Refused(Refusal refusal) -> refusal;
    };
  }

  static TableRepairOutcome repair(RepairInPlaceUseCase repairs) throws Exception {
    return repairs.replace(plan(repairs, false), false, ProgressListener.NONE);
  }

  static CheckReport check(Path table) {
    return new DetsTableChecker(1)
        .verify(new TableLocation(table.toString()), Digests.BOTH, ProgressListener.NONE);
  }

  /** The names beside the live table, without the lock that stays. */
  List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".detsguard.lock") && !name.equals("backups"))
          .sorted()
          .toList();
    }
  }
}
