package io.detsguard.storage.salvage;

import io.detsguard.domain.repair.Conflict;
import io.detsguard.domain.repair.FreedBlock;
import io.detsguard.domain.repair.LossReport;
import io.detsguard.domain.repair.SkipReason;
import io.detsguard.domain.repair.SkippedCollection;
import java.util.Comparator;

/** Gathers what a repair could not save or had to decide: counts all, keeps the first of each. */
final class Losses {
  private final Smallest<SkippedCollection> skipped =
      new Smallest<>(Comparator.comparingLong(SkippedCollection::address));
  private Smallest<Conflict> conflicts = KeySettlement.noConflicts();
  private final Smallest<FreedBlock> candidates =
      new Smallest<>(Comparator.comparingLong(FreedBlock::address));
  private long doubtful;
  private long candidateRecords;

  /** A collection that could not be read, or of which only so many records could be. */
  void skip(long address, long size, SkipReason reason, long recordsSaved) {
    skipped.add(new SkippedCollection(address, size, reason, recordsSaved));
  }

  /** So many more that could not be read, and are not listed. */
  void skipUnlisted(long more) {
    skipped.addUnkept(more);
  }

  void candidate(FreedBlock block) {
    candidates.add(block);
    candidateRecords += block.records();
  }

  /** Takes the conflicts of keys, which are all settled now. */
  void settled(KeySettlement.Tally settled) {
    conflicts = settled.conflicts();
    doubtful = settled.doubtful();
  }

  /**
   * The report.
   *
   * @param missing records that a believable header counts and that were not found
   * @param unreachableSlots slots to which no pointer leads
   */
  LossReport report(long missing, long unreachableSlots) {
    return new LossReport(
        skipped.sample(),
        conflicts.sample(),
        doubtful,
        candidates.sample(),
        candidateRecords,
        missing,
        unreachableSlots);
  }

  /** Whether a collection was met that could not be read in full. */
  boolean hasSkipped() {
    return !skipped.sample().isEmpty();
  }

  long candidateRecords() {
    return candidateRecords;
  }
}
