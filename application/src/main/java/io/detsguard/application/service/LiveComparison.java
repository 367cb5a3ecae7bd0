package io.detsguard.application.service;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.application.port.out.TableComparer;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.restore.LiveContent;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;

/** Compares live files with what is to take their place. */
record LiveComparison(TableChecker checker, TableComparer comparer) {
  /**
   * What lies in a table's place, which is not empty.
   *
   * @param other a table that can be compared
   */
  LiveContent compare(
      TableLocation live, TableLocation other, int keyLimit, ProgressListener progress)
      throws IOException, InterruptedException {
    CheckReport report = check(live, progress);
    return isComparable(report)
        ? new LiveContent.Readable(
            comparer.compare(live, other, keyLimit, progress), report.isSound())
        : new LiveContent.Unusable(report.verdict(), report.summary());
  }

  /** Whether all records of a table can be read, as far as they are in its file. */
  static boolean isComparable(CheckReport report) {
    return report.isSound() || report.verdict() == Verdict.NOT_PROPERLY_CLOSED;
  }

  CheckReport check(TableLocation table, ProgressListener progress) throws InterruptedException {
    CheckReport report = checker.verify(table, Digests.NONE, progress);
    if (Thread.interrupted()) {
      throw new InterruptedException("the check was cancelled");
    }
    return report;
  }
}
