package io.detsguard.application.service;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.TableChecker;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.table.TableLocation;
import java.util.Optional;

/** Reads back what a restore has put in place. */
record RestoredContent(TableChecker checker) {
  /**
   * What is wrong with it, as a clause; empty when it holds exactly the snapshot's records. An
   * interrupt no longer undoes anything here, so it only shows as a check that did not end.
   */
  Optional<String> doubt(Manifest manifest, TableLocation at, ProgressListener progress) {
    CheckReport report = checker.verify(at, Digests.RECORDS, progress);
    if (!report.isSound()) {
      return Optional.of("the check of the restored table found: " + report.summary());
    }
    return report.requireDigest().equals(manifest.recordDigest())
        ? Optional.empty()
        : Optional.of("the restored table no longer holds the records of the snapshot");
  }
}
