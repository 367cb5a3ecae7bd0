package io.detsguard.storage.copy;

import io.detsguard.application.port.out.FrozenTables;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.application.port.out.TableSalvager;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.repair.TableShape;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.storage.copy.SourceFiles.SourceFile;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.FileStamp;
import io.detsguard.storage.process.FileHolders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Saves tables that were left open and are not written any more: takes a copy of the bytes as they
 * are, repairs the copy, and hands over the repaired table. The file itself is only read.
 *
 * <p>A table counts as frozen when no process that can be looked into holds it open, and size and
 * both times have stood still for a quiet period. An owner that lives saves its table within that
 * time, unless it was told not to. Source: {@code docs/operations.md}, "Tables whose owner died".
 */
public final class FrozenTableSaver implements FrozenTables {
  private final SourceFiles sources = new DiskSourceFiles();
  private final UnclosedCopy unclosed;
  private final RepairedCopy repair;
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
    this.unclosed = new UnclosedCopy(sources, files);
    this.repair = new RepairedCopy(salvager);
    this.files = files;
    this.holders = holders;
    this.quiet = quiet;
    this.clock = clock;
  }

  @Override
  public Optional<SourceStamp> stamp(LiveTable source) {
    Path path = Path.of(source.location().value());
    try {
      FileStamp stamp = sources.stamp(path);
      if (!isFrozen(path, stamp)) {
        return Optional.empty();
      }
      try (SourceFile file = sources.open(path)) {
        SeenFile seen = SeenFile.of(path, stamp, file);
        boolean still = sources.stamp(path).equals(stamp);
        return seen.ends().state() instanceof TableEnds.Open && still
            ? Optional.of(seen.sourceStamp())
            : Optional.empty();
      }
    } catch (SourceException e) {
      return Optional.empty(); // the attempt to save it says why it cannot be read
    }
  }

  @Override
  public Outcome save(
      LiveTable source,
      StagedSnapshot target,
      Optional<TableShape> remembered,
      ProgressListener progress)
      throws IOException, InterruptedException {
    try (RepairPlace place = RepairPlace.open(files, target)) {
      Path path = Path.of(source.location().value());
      Optional<SourceStamp> stamp = copyFrozen(path, place.copy());
      return stamp.isEmpty()
          ? new Outcome.NotFrozen()
          : repair.stage(stamp.get(), place, target, remembered, progress);
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
    Optional<SourceStamp> copied = unclosed.take(path, stamp, copy, () -> true);
    return isHeld(path) ? Optional.empty() : copied;
  }

  private boolean isFrozen(Path path, FileStamp stamp) {
    return stamp.regular() && stamp.age(clock.instant()).compareTo(quiet) >= 0 && !isHeld(path);
  }

  /** A process that cannot be looked into counts as not holding it: the quiet has to serve. */
  private boolean isHeld(Path path) {
    return holders.of(path) instanceof Occupancy.Open;
  }
}
