package io.detsguard.domain.repair;

import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.Verdict;
import java.util.Optional;

/** How a repair can end. */
public sealed interface RepairOutcome {
  /** What could be saved was saved, or would be if this were not a dry run. */
  record Repaired(RepairReport report) implements RepairOutcome {}

  /** The file holds something, but no record of it can be read; nothing was written. */
  record NothingRecovered(RepairReport report) implements RepairOutcome {}

  /**
   * The file does not start as a table that can be read here, or it cannot be read; nothing was
   * written.
   *
   * @param verdict what the file is instead
   * @param finding why
   * @param guess what its records look like, if it holds any: by giving this the caller can have
   *     them salvaged all the same
   */
  record Refused(Verdict verdict, Finding finding, Optional<TableShape> guess)
      implements RepairOutcome {}
}
