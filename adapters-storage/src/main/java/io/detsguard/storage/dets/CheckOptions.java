package io.detsguard.storage.dets;

/**
 * How a table is checked.
 *
 * @param workers threads that check at the same time, 1 or more
 * @param sortedDigest whether the digest over the sorted encodings is wanted too, which costs a
 *     second pass over all objects and four bytes of memory outside the heap for each
 */
public record CheckOptions(int workers, boolean sortedDigest) {
  /** Two threads, no sorted digest. */
  public static final CheckOptions DEFAULT = new CheckOptions(2, false);

  public CheckOptions {
    if (workers < 1) {
      throw new IllegalArgumentException("a check needs at least one thread");
    }
  }

  /** The same with the digest over the sorted encodings. */
  public CheckOptions withSortedDigest() {
    return new CheckOptions(workers, true);
  }
}
