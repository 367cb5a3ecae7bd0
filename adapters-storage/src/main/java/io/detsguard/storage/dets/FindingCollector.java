package io.detsguard.storage.dets;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.FindingKind;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Gathers findings: counts all, keeps the first {@link CheckReport#MAX_FINDINGS} in report order.
 *
 * <p>Report order is the level, then the place, then the kind. Since the order does not depend on
 * when a finding was made, collectors of several threads merge into the same report each time. Used
 * by one thread at a time.
 */
final class FindingCollector {
  private final PriorityQueue<Finding> kept =
      new PriorityQueue<>((one, other) -> compare(other, one));
  private long inAll;

  /** Adds a finding at a byte of the file. */
  void at(long offset, FindingKind kind, Object expected, Object found) {
    inAll++;
    if (wouldBeKept(offset, kind)) {
      keep(Finding.at(offset, kind, expected, found));
    }
  }

  /** Adds what another collector has. */
  void addAll(FindingCollector other) {
    inAll += other.inAll;
    other.kept.forEach(this::keep);
  }

  /** How many there were, those not kept included. */
  long inAll() {
    return inAll;
  }

  boolean isEmpty() {
    return inAll == 0;
  }

  List<Finding> inReportOrder() {
    return kept.stream().sorted(FindingCollector::compare).toList();
  }

  // Each check makes a collector, and few ever order anything. An order put together from keys
  // would be classes that the virtual machine makes at each start.
  private static int compare(Finding one, Finding other) {
    int byPlace = compareByPlace(one, other);
    if (byPlace != 0) {
      return byPlace;
    }
    int byKind = one.kind().compareTo(other.kind());
    if (byKind != 0) {
      return byKind;
    }
    int byExpected = one.expected().compareTo(other.expected());
    return byExpected != 0 ? byExpected : one.found().compareTo(other.found());
  }

  private static int compareByPlace(Finding one, Finding other) {
    int byLevel = one.kind().level().compareTo(other.kind().level());
    return byLevel != 0
        ? byLevel
        : Long.compare(one.offset().orElse(-1), other.offset().orElse(-1));
  }

  // A file of garbage makes millions of findings: most are dropped before their text is built.
  private boolean wouldBeKept(long offset, FindingKind kind) {
    if (kept.size() < CheckReport.MAX_FINDINGS) {
      return true;
    }
    Finding last = kept.element();
    int byLevel = kind.level().compareTo(last.kind().level());
    return byLevel < 0 || byLevel == 0 && offset <= last.offset().orElse(-1);
  }

  private void keep(Finding finding) {
    kept.add(finding);
    if (kept.size() > CheckReport.MAX_FINDINGS) {
      kept.remove();
    }
  }
}
