package io.detsguard.storage.dets;

import java.util.Arrays;

/**
 * How many live collections there are of each block size, as the header keeps it.
 *
 * <p>Immutable. A block size is given by its base-2 logarithm, {@value DetsLayout#MIN_BLOCK_LOG2}
 * to {@value DetsLayout#MAX_BLOCK_LOG2}.
 */
public final class CollectionCounters {
  private final long[] counts;

  private CollectionCounters(long[] counts) {
    this.counts = counts;
  }

  /** Counters from an array whose first element counts the smallest blocks; it is copied. */
  public static CollectionCounters of(long[] counts) {
    if (counts.length != DetsLayout.COUNTERS) {
      throw new IllegalArgumentException("a header has " + DetsLayout.COUNTERS + " counters");
    }
    return new CollectionCounters(counts.clone());
  }

  /** Live collections whose block is 2^{@code log2} bytes. */
  public long count(int log2) {
    return counts[log2 - DetsLayout.MIN_BLOCK_LOG2];
  }

  /** Whether no collection is counted: an empty table, or variant 9a. */
  public boolean allZero() {
    return Arrays.stream(counts).allMatch(count -> count == 0);
  }

  /** Bytes of all counted blocks, or {@link Long#MAX_VALUE} when damaged counters claim more. */
  public long allocatedBytes() {
    long granules = 0;
    for (int i = 0; i < counts.length; i++) {
      granules += counts[i] << i;
    }
    return granules > Long.MAX_VALUE / DetsLayout.GRANULE_BYTES
        ? Long.MAX_VALUE
        : granules * DetsLayout.GRANULE_BYTES;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CollectionCounters that && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return Arrays.toString(counts);
  }
}
