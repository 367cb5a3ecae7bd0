package io.detsguard.application.port.in;

import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Digests;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;
import java.util.Optional;

/** Looks into table files, whether they are in the catalogue or not, without changing a byte. */
public interface CheckFilesUseCase {
  /** Header, trailer, free lists and counters; a glance. Failures to read are verdicts. */
  CheckReport inspect(TableLocation file);

  /**
   * Everything there is to check. Failures to read are verdicts.
   *
   * @param digests which to compute as well
   */
  CheckReport verify(TableLocation file, Digests digests, ProgressListener progress);

  /**
   * Checks a snapshot: its stored file against its manifest, then everything in it.
   *
   * @param sortedDigest whether to compute {@link CheckReport#sortedDigest()} as well
   * @throws UnknownSnapshotException when the repository has none of that name
   * @throws IOException when the repository cannot be read
   */
  SnapshotCheck verify(SnapshotId id, boolean sortedDigest, ProgressListener progress)
      throws IOException;

  /**
   * What the check of a snapshot found.
   *
   * @param sha256 of the stored file as it is now
   * @param report what a check of the stored file says, that was asked for the digest of the
   *     records
   */
  record SnapshotCheck(Snapshot snapshot, String sha256, CheckReport report) {
    public SnapshotCheck {
      if (report.isSound()) {
        report.requireDigest();
      }
    }

    /** Whether the stored file is byte for byte what the manifest promises, and sound. */
    public boolean isIntact() {
      return matchesManifest() && report.isSound();
    }

    /**
     * Whether the stored file has the manifest's SHA-256 and its objects the manifest's digest. A
     * file that could not be understood as a table has no objects to compare, and does not match.
     */
    public boolean matchesManifest() {
      return sha256.equals(snapshot.manifest().sha256())
          && report.recordDigest().equals(Optional.of(snapshot.manifest().recordDigest()));
    }
  }
}
