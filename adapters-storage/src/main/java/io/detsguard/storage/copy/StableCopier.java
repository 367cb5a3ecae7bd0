package io.detsguard.storage.copy;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.application.port.out.TableCopier;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.table.TableName;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Copies tables by {@link StableRead}, at the first good moment before a deadline. */
public final class StableCopier implements TableCopier {
  private final SourceFiles files;
  private final PrecisionSource precisions;
  private final OpenSince openSince;
  private final Duration patience;
  private final InstantSource clock;
  private final Waiting waiting;

  /**
   * @param precisions how far file times can be trusted
   * @param openSince shared with all who look at the same tables
   * @param patience how long to wait for a good moment, beyond the guard that the file system asks
   *     for; a copy that has begun may finish
   * @param clock wall clock of the machine that writes the tables, to compare with file times
   * @param waiting how to wait
   */
  public StableCopier(
      PrecisionSource precisions,
      OpenSince openSince,
      Duration patience,
      InstantSource clock,
      Waiting waiting) {
    this(new DiskSourceFiles(), precisions, openSince, patience, clock, waiting);
  }

  StableCopier(
      SourceFiles files,
      PrecisionSource precisions,
      OpenSince openSince,
      Duration patience,
      InstantSource clock,
      Waiting waiting) {
    this.files = files;
    this.precisions = precisions;
    this.openSince = openSince;
    this.patience = patience;
    this.clock = clock;
    this.waiting = waiting;
  }

  @Override
  public CopyOutcome copy(LiveTable source, StagedSnapshot target, ProgressListener progress)
      throws IOException {
    Path path = path(source);
    StableRead read = new StableRead(path, files, precisions, clock);
    Patience left = new Patience(path, files, waiting, patience);
    try {
      return copy(source.name(), read, left, target, progress);
    } catch (SourceException e) {
      return Thread.currentThread().isInterrupted() ? interrupted() : unreadable(e);
    } catch (ClosedByInterruptException e) {
      return interrupted(); // while the target was being written
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return interrupted();
    }
  }

  private CopyOutcome copy(
      TableName table,
      StableRead read,
      Patience left,
      StagedSnapshot target,
      ProgressListener progress)
      throws SourceException, IOException, InterruptedException {
    while (true) {
      switch (read.copy(target, progress)) {
        case Attempt.Succeeded(var stamp, var sha256, var method) -> {
          openSince.seenClosed(table);
          return new CopyOutcome.Copied(
              stamp, stamp.bytes(), sha256, method, read.begun(), Duration.ZERO);
        }
        case Attempt.Hopeless(var kind, var reason) -> {
          return new CopyOutcome.GaveUp(kind, reason);
        }
        case Attempt.NotNow obstacle -> {
          Instant since = note(table, obstacle);
          if (!left.awaitBetterMoment(obstacle)) {
            return GiveUpReason.of(obstacle, since, clock.instant(), read.begun(), left.waited());
          }
        }
      }
    }
  }

  /** Keeps the record of open tables, and says since when this one is. */
  private Instant note(TableName table, Attempt.NotNow obstacle) {
    Instant now = clock.instant();
    return switch (obstacle) {
      case Attempt.IsOpen(Instant modifiedAt) -> openSince.seenOpen(table, modifiedAt, now);
      case Attempt.TooRecent recent -> {
        openSince.seenClosed(table);
        yield now;
      }
      case Attempt.Moved moved -> now;
      case Attempt.TooSlow slow -> now;
      case Attempt.Unsettled unsettled -> now;
    };
  }

  private static CopyOutcome interrupted() {
    return new CopyOutcome.GaveUp(FailureKind.INTERRUPTED, "The run was stopped.");
  }

  private static CopyOutcome unreadable(SourceException e) {
    return new CopyOutcome.GaveUp(
        FailureKind.UNAVAILABLE, "The table's file cannot be read: " + e.getMessage() + ".");
  }

  @Override
  public Optional<SourceStamp> stamp(LiveTable source) {
    try {
      return new StableRead(path(source), files, precisions, clock).stamp();
    } catch (SourceException e) {
      return Optional.empty(); // a table that cannot be read has no state to compare
    }
  }

  @Override
  public long bytes(LiveTable source) {
    try {
      return files.stamp(path(source)).bytes();
    } catch (SourceException e) {
      return 0; // not there or not to be read: copying it is over soon
    }
  }

  @Override
  public boolean sameContent(LiveTable source, SourceStamp stamp, Snapshot snapshot)
      throws IOException {
    Optional<SourceStamp> expected = Optional.of(stamp);
    try {
      return stamp(source).equals(expected)
          && new ContentComparison(files).same(path(source), snapshot)
          && stamp(source).equals(expected);
    } catch (SourceException e) {
      return false; // gone or unreadable: not the same
    }
  }

  private static Path path(LiveTable table) {
    return Path.of(table.location().value());
  }
}
