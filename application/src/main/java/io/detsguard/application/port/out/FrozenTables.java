package io.detsguard.application.port.out;

import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.repair.TableShape;
import java.io.IOException;
import java.util.Optional;

/**
 * Saves tables that were left open by owners that are gone. Such a file is never properly closed
 * again until somebody opens it, so no exact copy of it can be had. Safe for use by many threads.
 */
public interface FrozenTables {
  /** For those who leave such tables alone. */
  FrozenTables LEFT_ALONE =
      new FrozenTables() {
        @Override
        public Optional<SourceStamp> stamp(LiveTable source) {
          return Optional.empty();
        }

        @Override
        public Outcome save(
            LiveTable source,
            StagedSnapshot target,
            Optional<TableShape> remembered,
            ProgressListener progress) {
          return new Outcome.NotFrozen();
        }
      };

  /** The state of a table that was left open and is not being written; empty for any other. */
  Optional<SourceStamp> stamp(LiveTable source);

  /**
   * Copies a file that is not being written, repairs the copy, and writes the repaired table to the
   * target.
   *
   * @param target where the sound table goes
   * @param remembered type and key position by an older snapshot
   * @param progress told how far the repair is
   * @throws IOException when copy or target cannot be written; trouble with the source is an
   *     outcome
   * @throws InterruptedException when the thread was interrupted
   */
  Outcome save(
      LiveTable source,
      StagedSnapshot target,
      Optional<TableShape> remembered,
      ProgressListener progress)
      throws IOException, InterruptedException;

  /** What became of the table. */
  sealed interface Outcome {
    /**
     * What could be saved is in the target.
     *
     * @param stamp the state of the source that was copied
     * @param sha256 of the target's bytes; 64 hexadecimal digits
     * @param bytes length of the target
     * @param report what was saved, and what was lost
     */
    record Saved(SourceStamp stamp, String sha256, long bytes, RepairReport report)
        implements Outcome {}

    /** Somebody may still write the file, so nothing was done. */
    record NotFrozen() implements Outcome {}

    /**
     * Nothing of it can be saved.
     *
     * @param reason a sentence for the operator
     */
    record NothingSaved(String reason) implements Outcome {}
  }
}
