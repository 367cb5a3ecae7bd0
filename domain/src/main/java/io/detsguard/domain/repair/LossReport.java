package io.detsguard.domain.repair;

/**
 * Everything a repair could not save, or had to decide.
 *
 * @param skipped collections that could not be read, or only in part
 * @param conflicts keys with different records in several places
 * @param doubtful conflicts that only the order in the file decided
 * @param candidates freed blocks that may hold what was lost
 * @param candidateRecords the records in them
 * @param missing records that a believable header counts and that were not found
 * @param unreachableSlots slots to which no pointer leads any more, so that nobody knows what they
 *     held
 */
public record LossReport(
    Sample<SkippedCollection> skipped,
    Sample<Conflict> conflicts,
    long doubtful,
    Sample<FreedBlock> candidates,
    long candidateRecords,
    long missing,
    long unreachableSlots) {

  /** Whether all that the table held was saved, as far as the file itself can tell. */
  public boolean isNothing() {
    return skipped.isEmpty()
        && doubtful == 0
        && candidates.isEmpty()
        && missing == 0
        && unreachableSlots == 0;
  }
}
