package io.detsguard.domain.check;

/**
 * Which digests of a table's records a check is to compute beside checking them. Each costs time:
 * the digest of the records a third of a check that runs for the first time in a process, the
 * sorted one a second pass over all objects.
 */
public enum Digests {
  /** None: whoever asks has nothing to compare with. */
  NONE(false, false),
  /** {@link CheckReport#recordDigest()}. */
  RECORDS(true, false),
  /** {@link CheckReport#sortedDigest()}. */
  SORTED(false, true),
  BOTH(true, true);

  private final boolean records;
  private final boolean sorted;

  Digests(boolean records, boolean sorted) {
    this.records = records;
    this.sorted = sorted;
  }

  /** Whether the digest of the records is among them. */
  public boolean ofRecords() {
    return records;
  }

  /** Whether the digest over the sorted encodings is among them. */
  public boolean sorted() {
    return sorted;
  }
}
