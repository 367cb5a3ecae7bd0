package io.detsguard.domain.backup;

import io.detsguard.domain.check.RecordDigest;
import io.detsguard.domain.table.TableFigures;
import java.util.Optional;

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
 * @param losses what a salvaged snapshot lacks; empty for an exact one
 * @param producer name and version of the program that made it
 */
public record Manifest(
    SnapshotId id,
    long bytes,
    String sha256,
    RecordDigest recordDigest,
    TableFigures figures,
    Provenance provenance,
    Optional<SalvageLosses> losses,
    String producer) {

  /** The manifest of an exact copy, which lacks nothing. */
  public Manifest(
      SnapshotId id,
      long bytes,
      String sha256,
      RecordDigest recordDigest,
      TableFigures figures,
      Provenance provenance,
      String producer) {
    this(id, bytes, sha256, recordDigest, figures, provenance, Optional.empty(), producer);
  }

  public CopyGrade grade() {
    return provenance.method().grade();
  }

  /** Whether this snapshot counts as a backup. */
  public boolean isProven() {
    return grade() == CopyGrade.EXACT;
  }
}
