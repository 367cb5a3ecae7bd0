package io.detsguard.storage.dets;

import io.detsguard.domain.check.RecordDigest;
import io.detsguard.storage.term.ByteView;

/** Adds up the digest of records one after the other. Serves one thread. */
public final class RecordDigester {
  private final RecordHash hash = new RecordHash();
  private long high;
  private long low;

  /** Adds the record whose encoding, from its 131 on, is {@code length} bytes at {@code at}. */
  public void add(ByteView view, long at, long length) {
    hash.hash(view, at, length);
    long sum = low + hash.low();
    high += hash.high() + (Long.compareUnsigned(sum, low) < 0 ? 1 : 0);
    low = sum;
  }

  /** The digest of all that were added. */
  public RecordDigest digest() {
    return new RecordDigest(high, low);
  }
}
