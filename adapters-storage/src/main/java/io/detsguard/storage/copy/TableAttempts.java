package io.detsguard.storage.copy;

import io.detsguard.application.port.out.LiveTable;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.StagedSnapshot;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.storage.file.FileStamp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Single tries of {@link StableRead}, for those who know of a good moment. Trouble with the table's
 * file is an attempt without hope; {@link IOException} is trouble with the target. Safe for use by
 * many threads.
 */
public final class TableAttempts {
  private final SourceFiles files = new DiskSourceFiles();
  private final PrecisionSource precisions;
  private final InstantSource clock;

  /**
   * @param precisions how far file times can be trusted
   * @param clock wall clock of the machine that writes the tables
   */
  public TableAttempts(PrecisionSource precisions, InstantSource clock) {
    this.precisions = precisions;
    this.clock = clock;
  }

  /** Copies a table that is properly closed at this moment, if it stays so. */
  public Attempt copy(LiveTable source, StagedSnapshot target, ProgressListener progress)
      throws IOException {
    try {
      return read(source).copy(target, progress);
    } catch (SourceException e) {
      return unreadable(e);
    }
  }

  /**
   * The same while the owner is held. The owner is released as soon as its file is not needed any
   * more; by the caller, when this has not done it.
   */
  public Attempt copyHeld(LiveTable source, StagedSnapshot target, Hold hold) throws IOException {
    try {
      return read(source).copyHeld(target, hold);
    } catch (SourceException e) {
      return unreadable(e);
    }
  }

  /** Whether the table's file is marked as closed at this moment; not when it cannot be read. */
  public boolean isClosed(LiveTable source) {
    try {
      return ClosedFlag.isSet(files, path(source));
    } catch (SourceException e) {
      return false;
    }
  }

  /** The length of the table's file at this moment, 0 when it cannot be read. */
  public long bytes(LiveTable source) {
    try {
      return files.stamp(path(source)).bytes();
    } catch (SourceException e) {
      return 0;
    }
  }

  /**
   * Whether the target lies on a disk of this machine, as far as is known: nobody is held while
   * bytes cross a network.
   */
  public boolean isLocal(StagedSnapshot target) throws IOException {
    Path directory = Path.of(target.location().value()).toAbsolutePath().getParent();
    Files.createDirectories(directory);
    return precisions.of(directory, FileStamp.of(directory)) != TimestampPrecision.COARSE;
  }

  private StableRead read(LiveTable source) {
    return new StableRead(path(source), files, precisions, clock);
  }

  private static Path path(LiveTable source) {
    return Path.of(source.location().value());
  }

  private static Attempt unreadable(SourceException e) {
    return new Attempt.Hopeless(
        FailureKind.UNAVAILABLE, "The table's file cannot be read: " + e.getMessage() + ".");
  }
}
