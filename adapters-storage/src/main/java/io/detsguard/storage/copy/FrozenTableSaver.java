package io.detsguard.storage.copy;

import io.detsguard.application.port.out.FrozenTables;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.application.port.out.StagedSnapshot.StagedBytes;
import io.detsguard.application.port.out.TableSalvager;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.repair.TableShape;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.storage.copy.SourceFiles.SourceFile;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.FileStamp;
import io.detsguard.storage.file.OutputFile;
import io.detsguard.storage.file.ScratchDirectory;
import io.detsguard.storage.file.Sha256;
import io.detsguard.storage.process.FileHolders;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Saves tables that were left open and are not written any more: takes a copy of the bytes as they
 * are, repairs the copy, and hands over the repaired table. The file itself is only read.
 *
 * <p>A table counts as frozen when no process that can be looked into holds it open, and size and
 * both times have stood still for a quiet period. An owner that lives saves its table within that
 * time, unless it was told not to. Source: {@code docs/operations.md}, "Tables whose owner died".
 */
public final class FrozenTableSaver implements FrozenTables {
  private static final int BUFFER_BYTES = 1 << 20;

  private final SourceFiles sources = new DiskSourceFiles();
  private final TableSalvager salvager;
  private final DurableFiles files;
  private final FileHolders holders;
  private final Duration quiet;
  private final InstantSource clock;

  /**
   * @param quiet how long a file must have been left alone
   * @param clock wall clock of the machine that writes the tables
   */
  public FrozenTableSaver(
      TableSalvager salvager,
      DurableFiles files,
      FileHolders holders,
      Duration quiet,
      InstantSource clock) {
    this.salvager = salvager;
    this.files = files;
    this.holders = holders;
    this.quiet = quiet;
    this.clock = clock;
  }

  @Override
  public Outcome save(
      LiveTable source,
      StagedSnapshot target,
      Optional<TableShape> remembered,
      ProgressListener progress)
      throws IOException, InterruptedException {
    Path directory =
        Path.of(target.location().value())
            .resolveSibling(target.id().text() + ScratchDirectory.ENDING);
    try (ScratchDirectory scratch = ScratchDirectory.open(files, directory)) {
      Path copy = scratch.file("copy.dets");
      Optional<SourceStamp> stamp = copyFrozen(Path.of(source.location().value()), copy);
      return stamp.isEmpty()
          ? new Outcome.NotFrozen()
          : repair(stamp.get(), copy, scratch.file("repaired.dets"), target, remembered, progress);
    } catch (SourceException e) {
      return new Outcome.NothingSaved("It cannot be read to be saved: " + e.getMessage() + ".");
    }
  }

  /** Copies the file, if it is frozen before and after. */
  private Optional<SourceStamp> copyFrozen(Path path, Path copy)
      throws SourceException, IOException {
    FileStamp stamp = sources.stamp(path);
    if (!isFrozen(path, stamp)) {
      return Optional.empty();
    }
    try (SourceFile file = sources.open(path)) {
      TableEnds ends = TableEnds.read(file, stamp.bytes());
      boolean whole = ends.state() instanceof TableEnds.Open && copy(file, stamp.bytes(), copy);
      boolean still = sources.stamp(path).equals(stamp) && !isHeld(path);
      return whole && still ? Optional.of(ends.sourceStamp(stamp)) : Optional.empty();
    }
  }

  private boolean isFrozen(Path path, FileStamp stamp) {
    return stamp.regular() && stamp.age(clock.instant()).compareTo(quiet) >= 0 && !isHeld(path);
  }

  /** Whether there were as many bytes as there should be. */
  private boolean copy(SourceFile source, long bytes, Path copy)
      throws SourceException, IOException {
    try (OutputFile output = files.create(copy, PosixFilePermissions.fromString("rw-------"))) {
      ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
      for (long position = 0; position < bytes; position += buffer.limit()) {
        buffer.clear().limit((int) Math.min(buffer.capacity(), bytes - position));
        if (source.read(buffer, position) < buffer.limit()) {
          return false;
        }
        buffer.flip();
        while (buffer.hasRemaining()) {
          output.write(buffer);
        }
      }
      return true;
    }
  }

  private Outcome repair(
      SourceStamp stamp,
      Path copy,
      Path repaired,
      StagedSnapshot target,
      Optional<TableShape> remembered,
      ProgressListener progress)
      throws IOException, InterruptedException {
    TableSalvager.Order order =
        new TableSalvager.Order(
            new TableLocation(copy.toString()),
            new TableLocation(repaired.toString()),
            true,
            Optional.empty(),
            OptionalInt.empty(),
            remembered,
            TableSalvager.Candidates.ASIDE);
    return switch (salvager.salvage(order, progress)) {
      case RepairOutcome.Repaired(RepairReport report) -> stage(stamp, repaired, target, report);
      case RepairOutcome.NothingRecovered(RepairReport report) ->
          new Outcome.NothingSaved("None of its records can be read.");
      case RepairOutcome.Refused refused ->
          new Outcome.NothingSaved("It cannot be repaired: " + refused.finding().message() + ".");
    };
  }

  private static Outcome stage(
      SourceStamp stamp, Path repaired, StagedSnapshot target, RepairReport report)
      throws IOException {
    Sha256 sha256 = new Sha256();
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    try (FileChannel channel = FileChannel.open(repaired);
        StagedBytes staged = target.rewrite()) {
      while (channel.read(buffer.clear()) >= 0) {
        sha256.add(buffer.flip());
        while (buffer.hasRemaining()) {
          staged.write(buffer);
        }
      }
      return new Outcome.Saved(stamp, sha256.hex(), channel.size(), report);
    }
  }

  /** A process that cannot be looked into counts as not holding it: the quiet has to serve. */
  private boolean isHeld(Path path) {
    return holders.of(path) instanceof Occupancy.Open;
  }
}
