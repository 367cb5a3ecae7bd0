package io.detsguard.storage.dets;

import io.detsguard.domain.check.RecordDigest;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.CanonicalTerm;

/** A sum over records as terms: the same for two multisets of records that are equal. */
final class RecordSum {
  private RecordDigest sum = RecordDigest.EMPTY;
  private long count;

  void add(StoredRecord record, CanonicalTerm canonical, RecordHash hash) {
    ByteView term = canonical.of(record.view(), record.term());
    hash.hash(term, 0, term.size());
    sum = sum.plus(new RecordDigest(hash.high(), hash.low()));
    count++;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RecordSum that && count == that.count && sum.equals(that.sum);
  }

  @Override
  public int hashCode() {
    return sum.hashCode();
  }
}
