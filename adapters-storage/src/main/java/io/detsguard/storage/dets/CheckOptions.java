package io.detsguard.storage.dets;

import io.detsguard.domain.check.Digests;

/**
 * How a table is checked.
 *
 * @param workers threads that check at the same time, 1 or more
 * @param digests which are wanted; the sorted one takes four bytes of memory outside the heap for
 *     each object
 */
public record CheckOptions(int workers, Digests digests) {
  /** Two threads, and the digest of the records. */
  public static final CheckOptions DEFAULT = new CheckOptions(2, Digests.RECORDS);

  public CheckOptions {
    if (workers < 1) {
      throw new IllegalArgumentException("a check needs at least one thread");
    }
  }

  /** The same with the digest over the sorted encodings as well. */
  public CheckOptions withSortedDigest() {
    return new CheckOptions(workers, digests.ofRecords() ? Digests.BOTH : Digests.SORTED);
  }
}
