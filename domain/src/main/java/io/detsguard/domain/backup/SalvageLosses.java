package io.detsguard.domain.backup;

import io.detsguard.domain.repair.LossReport;

/**
 * What the repair behind a salvaged snapshot could not save, in numbers. The numbers are what the
 * file shows: updates that never reached it are lost as well, and nobody can count them.
 *
 * @param collections places whose records could not be read, or only in part
 * @param missing records that the file counts and that were not found
 * @param doubtful keys with several records, of which only their order decided
 * @param candidates records of freed blocks that may have been live; they were left out
 * @param unreachableSlots slots to which no pointer leads any more
 */
public record SalvageLosses(
    long collections, long missing, long doubtful, long candidates, long unreachableSlots) {

  /** The numbers of a repair's report. */
  public static SalvageLosses of(LossReport report) {
    return new SalvageLosses(
        report.skipped().inAll(),
        report.missing(),
        report.doubtful(),
        report.candidateRecords(),
        report.unreachableSlots());
  }

  /** Whether the file shows no loss at all. */
  public boolean isNothing() {
    return collections == 0
        && missing == 0
        && doubtful == 0
        && candidates == 0
        && unreachableSlots == 0;
  }

  /** The losses in a clause. */
  public String inWords() {
    return isNothing()
        ? "the file shows no loss"
        : "%d collections could not be read, %d counted records are missing, %d conflicts are"
                .formatted(collections, missing, doubtful)
            + " doubtful, %d records of freed blocks were left out, %d slots are out of reach"
                .formatted(candidates, unreachableSlots);
  }
}
