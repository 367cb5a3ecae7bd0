package io.detsguard.storage.dets;

import io.detsguard.domain.check.Digests;

/** Checkers for tests that do not care with how many threads: two work on a file. */
public final class TestCheckers {
  private TestCheckers() {}

  /** With the digest of the records. */
  public static TableFileChecker ofRecords() {
    return new TableFileChecker(new CheckOptions(2, Digests.RECORDS));
  }

  /** With the digest over the sorted encodings as well. */
  public static TableFileChecker withSortedDigest() {
    return new TableFileChecker(new CheckOptions(2, Digests.BOTH));
  }
}
