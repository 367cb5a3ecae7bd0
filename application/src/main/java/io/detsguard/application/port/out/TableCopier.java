package io.detsguard.application.port.out;

import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SourceStamp;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Copies files that their owners may be writing, or says honestly that it could not. Safe for use
 * by many threads. An interrupt ends every method early with {@link FailureKind#INTERRUPTED}.
 */
public interface TableCopier {
  /**
   * Copies one consistent state of a properly closed table, waiting for such a moment until a
   * deadline.
   *
   * @param target where the bytes go; whatever was written there by an earlier try is replaced
   * @param progress told of the bytes copied; starts anew with each try
   * @throws IOException when the target cannot be written; trouble with the source is an outcome
   */
  CopyOutcome copy(LiveTable source, StagedSnapshot target, ProgressListener progress)
      throws IOException;

  /**
   * The state of a properly closed table, when it can be told apart from every other by its stamp
   * alone.
   *
   * @return empty when the table is not closed, not there, changing, or on a file system whose
   *     timestamps do not prove anything
   */
  Optional<SourceStamp> stamp(LiveTable source);

  /**
   * How long the table's file is now; 0 when that cannot be told, which a copy would say more of.
   */
  long bytes(LiveTable source);

  /**
   * Reads a live table and a snapshot of it side by side.
   *
   * <p>No digest is needed: the stored bytes had the manifest's SHA-256 when they were a copy of
   * this very state of the source, so had either changed since, they would differ.
   *
   * @param stamp the state of which the snapshot is a copy
   * @return whether the source still has that stamp, before and after, and both hold the same
   *     bytes, as many as the snapshot's manifest says
   * @throws IOException when the snapshot cannot be read; trouble with the source is {@code false}
   */
  boolean sameContent(LiveTable source, SourceStamp stamp, Snapshot snapshot) throws IOException;

  /** What an attempt to copy came to. */
  sealed interface CopyOutcome {
    /**
     * A consistent copy was written to the target.
     *
     * @param stamp the state that was copied
     * @param bytes length of the target; that of the source unless the copy was repaired
     * @param sha256 of the copied bytes, computed while copying; 64 hexadecimal digits
     * @param tries how many times copying was begun
     * @param pause how long the owner was held
     */
    record Copied(
        SourceStamp stamp, long bytes, String sha256, CopyMethod method, int tries, Duration pause)
        implements CopyOutcome {}

    /**
     * There was no moment at which it could be copied.
     *
     * @param reason a sentence for the operator: what the table was doing, for how long, and what
     *     would help
     */
    record GaveUp(FailureKind kind, String reason) implements CopyOutcome {}
  }
}
