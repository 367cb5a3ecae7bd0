package io.detsguard.domain.backup;

import io.detsguard.domain.check.RecordDigest;
import io.detsguard.domain.table.TableFigures;

/**
 * What one snapshot must be. It is written after the copy was proven, and a snapshot without it
 * does not exist.
 *
 * @param id which snapshot
 * @param bytes length of the stored file
 * @param sha256 SHA-256 of the stored file, 64 hexadecimal digits
 * @param recordDigest order-independent digest of its objects
 * @param figures the table's figures, live bytes included
 * @param provenance where the bytes come from
 * @param producer name and version of the program that made it
 */
public record Manifest(
    SnapshotId id,
    long bytes,
    String sha256,
    RecordDigest recordDigest,
    TableFigures figures,
    Provenance provenance,
    String producer) {

  public CopyGrade grade() {
    return provenance.method().grade();
  }

  /** Whether this snapshot counts as a backup. */
  public boolean isProven() {
    return grade() == CopyGrade.EXACT;
  }
}
