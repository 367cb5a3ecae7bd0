package io.detsguard.storage.copy;

import io.detsguard.application.port.out.FrozenTables.Outcome;
import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.application.port.out.TableSalvager;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.storage.file.DurableFiles;
import io.detsguard.storage.file.FileStamp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Copies the file of a table whose owner is held and has written its cache, and repairs the copy.
 * Between two requests such a file holds every update up to the last one, in whole collections, so
 * a repair that finds no loss gives exactly that state.
 */
public final class HeldTableSaver {
  private final SourceFiles sources = new DiskSourceFiles();
  private final UnclosedCopy unclosed;
  private final RepairedCopy repair;
  private final DurableFiles files;
  private final PrecisionSource precisions;
  private final InstantSource clock;
  private final Waiting waiting;

  /**
   * @param precisions how far file times can be trusted
   * @param clock wall clock of the machine that writes the tables
   * @param waiting how to wait for the guard that file times ask for, while the owner is held
   */
  public HeldTableSaver(
      TableSalvager salvager,
      DurableFiles files,
      PrecisionSource precisions,
      InstantSource clock,
      Waiting waiting) {
    this.unclosed = new UnclosedCopy(sources, files);
    this.repair = new RepairedCopy(salvager);
    this.files = files;
    this.precisions = precisions;
    this.clock = clock;
    this.waiting = waiting;
  }

  /**
   * Copies and repairs. The owner is released when its file is not needed any more, by this unless
   * something fails.
   *
   * @return not frozen when the file moved all the same or the hold lasted too long
   * @throws IOException when copy or target cannot be written; trouble with the source is an
   *     outcome
   */
  public Outcome save(LiveTable source, StagedSnapshot target, Hold hold, ProgressListener progress)
      throws IOException, InterruptedException {
    try (RepairPlace place = RepairPlace.open(files, target)) {
      Path path = Path.of(source.location().value());
      FileStamp stamp = sources.stamp(path);
      TimestampPrecision precision = precisions.of(path, stamp);
      if (!precision.provesSameness()) {
        return new Outcome.NothingSaved(
            "The times of its file are too coarse to tell whether it stood still.");
      }
      keepGuard(stamp, precision.guard());
      Optional<SourceStamp> copied = unclosed.take(path, stamp, place.copy(), hold::mayGoOn);
      hold.release();
      return copied.isEmpty()
          ? new Outcome.NotFrozen()
          : repair.stage(copied.get(), place, target, Optional.empty(), progress);
    } catch (SourceException e) {
      return new Outcome.NothingSaved("Its file cannot be read: " + e.getMessage() + ".");
    }
  }

  /**
   * Lets the last change grow old enough, so that one which follows it, by an owner that was let go
   * too early, gets another time.
   */
  private void keepGuard(FileStamp stamp, Duration guard) throws InterruptedException {
    Duration missing = guard.minus(stamp.age(clock.instant()));
    if (missing.isPositive()) {
      waiting.pause(missing.compareTo(guard) < 0 ? missing : guard);
    }
  }
}
