package io.detsguard.storage.dets;

import io.detsguard.domain.check.FindingKind;

/**
 * Compares what was counted in a table with what its header counts.
 *
 * <p>Only a properly closed table's header must agree: while a table is open it is up to 256 keys
 * behind. Source: {@code docs/dets-format.md}, "Deep verification".
 */
final class Totals {
  private final TableFrame frame;
  private final CheckTally tally;
  private final FindingCollector findings;

  Totals(TableFrame frame, CheckTally tally, FindingCollector findings) {
    this.frame = frame;
    this.tally = tally;
    this.findings = findings;
  }

  /** Compares all counts. */
  void check() {
    TableHeader header = frame.header();
    checkCounters();
    if (header.isClosedProperly() && header.describesObjects()) {
      checkCount(
          DetsLayout.OBJECTS_OFFSET, FindingKind.RECORD_COUNT, tally.objects(), header.objects());
      checkCount(DetsLayout.KEYS_OFFSET, FindingKind.KEY_COUNT, tally.keys(), header.keys());
    }
  }

  /** Compares the counts of collections alone. */
  void checkCounters() {
    TableHeader header = frame.header();
    if (!header.isClosedProperly() || header.lacksCounters()) {
      return;
    }
    CollectionCounters counters = header.counters();
    for (int log2 = DetsLayout.MIN_BLOCK_LOG2; log2 <= DetsLayout.MAX_BLOCK_LOG2; log2++) {
      long there = tally.collections(log2);
      if (there != counters.count(log2)) {
        findings.at(
            DetsLayout.COUNTERS_OFFSET + 4L * (log2 - DetsLayout.MIN_BLOCK_LOG2),
            FindingKind.COLLECTION_COUNTER,
            there + " collections of " + (1L << log2) + " bytes",
            counters.count(log2));
      }
    }
  }

  private void checkCount(int offset, FindingKind kind, long there, long counted) {
    if (there != counted) {
      findings.at(offset, kind, there, counted);
    }
  }
}
