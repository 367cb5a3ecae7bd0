package io.detsguard.application.service;

import io.detsguard.application.port.in.TableSubject;
import io.detsguard.application.port.in.UnknownSnapshotException;
import io.detsguard.application.port.in.UnusableTableException;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;

/**
 * Finds tables by their subjects, and turns those away whose records are not all there.
 *
 * @param repository where snapshots are
 */
record UsableTables(SnapshotRepository repository) {
  TableLocation locate(TableSubject subject) throws IOException {
    return switch (subject) {
      case TableSubject.InFile file -> file.location();
      case TableSubject.InRepository stored ->
          repository
              .catalog()
              .find(stored.snapshot())
              .orElseThrow(() -> new UnknownSnapshotException(stored.snapshot()))
              .location();
    };
  }

  /** The report, if the table may be used. */
  static CheckReport require(TableSubject subject, CheckReport report, boolean unclosedToo)
      throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("the check was cancelled");
    }
    boolean unclosed = unclosedToo && report.verdict() == Verdict.NOT_PROPERLY_CLOSED;
    if (!report.isSound() && !unclosed) {
      throw new UnusableTableException(subject.toString(), report);
    }
    return report;
  }
}
