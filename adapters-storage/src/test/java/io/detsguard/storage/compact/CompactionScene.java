package io.detsguard.storage.compact;

import io.detsguard.application.port.in.CompactTableUseCase;
import io.detsguard.application.port.in.UndoReplacementUseCase;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.service.CompactTableService;
import io.detsguard.application.service.ControlledOwners;
import io.detsguard.application.service.UndoReplacementService;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.compact.CompactionOutcome;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.Refusal;
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
import io.detsguard.storage.live.DirectoryLiveTables;
import io.detsguard.storage.process.FileHolders;
import io.detsguard.storage.restore.SnapshotReplacer;
import io.detsguard.storage.swap.FileSwap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;

/** One live table in a directory, and its compaction as the program wires it. */
final class CompactionScene {
  static final TableName TABLE = new TableName("task_queue");
  static final Instant NOON = Instant.parse("2026-02-11T12:00:00Z");
  static final FileHolders NOBODY = file -> new Occupancy.Closed();

  private final Path directory;

  private CompactionScene(Path directory) {
    this.directory = directory;
  }

  /** A live table that is a copy of {@code source}. */
  CompactionScene(Path directory, Path source) throws IOException {
    this(Files.createDirectories(directory));
    Files.copy(source, live());
  }

  /** The live table that is there. */
  static CompactionScene in(Path directory) {
    return new CompactionScene(directory);
  }

  /** Puts back what was replaced last. */
  UndoOutcome undo() throws Exception {
    UndoReplacementUseCase undos =
        new UndoReplacementService(
            liveTables(),
            new DetsTableChecker(1),
            new DetsTableComparer(),
            new SnapshotReplacer(
                new DiskFiles(), new FileSwap(new DiskFiles(), NOBODY, () -> NOON), 1),
            ControlledOwners.NONE);
    return switch (undos.preview(TABLE, 0, ProgressListener.NONE)) {
      case UndoPreview.Planned(UndoPlan plan) -> undos.undo(plan, false, ProgressListener.NONE);
      case UndoPreview.Refused(Refusal refusal) -> new UndoOutcome.Refused(refusal);
    };
  }

  private DirectoryLiveTables liveTables() {
    return new DirectoryLiveTables(
        List.of(new LiveTable(TABLE, at(live()))),
        List.of(),
        new OpenSince(),
        InstantSource.system());
  }

  Path live() {
    return directory.resolve("task_queue.dets");
  }

  static TableLocation at(Path path) {
    return new TableLocation(path.toString());
  }

  CompactTableUseCase compactions(DurableFiles files, FileHolders holders) {
    return compactions(files, holders, ControlledOwners.NONE);
  }

  CompactTableUseCase compactions(
      DurableFiles files, FileHolders holders, ControlledOwners owners) {
    FileSwap swap = new FileSwap(files, holders, () -> NOON);
    return new CompactTableService(
        liveTables(),
        new DetsTableChecker(1),
        new DetsTableCompactor(files, swap, 1),
        new SnapshotReplacer(files, swap, 1),
        owners);
  }

  CompactionOutcome compact(DurableFiles files, FileHolders holders) throws Exception {
    return compactions(files, holders)
        .compact(new CompactTableUseCase.Request(TABLE, false, false, true), ProgressListener.NONE);
  }

  /** A compact copy of a table, elsewhere. */
  static CompactionOutcome compactTo(Path target, Path table, boolean shrinksSlots)
      throws Exception {
    FileSwap swap = new FileSwap(new DiskFiles(), NOBODY, () -> NOON);
    return new CompactTableService(
            new DirectoryLiveTables(List.of(), List.of(), new OpenSince(), InstantSource.system()),
            new DetsTableChecker(1),
            new DetsTableCompactor(new DiskFiles(), swap, 1),
            new SnapshotReplacer(new DiskFiles(), swap, 1),
            ControlledOwners.NONE)
        .compactTo(at(target), at(table), shrinksSlots, true, ProgressListener.NONE);
  }

  static CheckReport check(Path table) {
    return new DetsTableChecker(1).verify(at(table), Digests.BOTH, ProgressListener.NONE);
  }

  /** The names beside the live table, without the lock that stays. */
  List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> !name.equals(".detsguard.lock"))
          .sorted()
          .toList();
    }
  }
}
