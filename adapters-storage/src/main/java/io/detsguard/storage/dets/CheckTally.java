package io.detsguard.storage.dets;

import io.detsguard.domain.check.RecordDigest;
import java.util.SortedSet;
import java.util.TreeSet;

/** What one thread counted and found on its share of the slots; the shares add up. */
final class CheckTally {
  private final FindingCollector findings = new FindingCollector();
  private final SortedSet<String> notChecked = new TreeSet<>();
  private final long[] collections = new long[DetsLayout.MAX_BLOCK_LOG2 + 2];
  private long objects;
  private long objectsUnread;
  private long keys;
  private long liveBytes;
  private long digestHigh;
  private long digestLow;
  private boolean overlapping;

  FindingCollector findings() {
    return findings;
  }

  SortedSet<String> notChecked() {
    return notChecked;
  }

  /** Counts a live collection of {@code size} bytes. */
  void addCollection(long size) {
    collections[DetsLayout.blockLog2(size)]++;
    liveBytes += size;
  }

  /** Counts an object that was read. */
  void addObject() {
    objects++;
  }

  /** Adds an object to the digest, by the hash of its encoding. */
  void digest(RecordHash hash) {
    long low = digestLow + hash.low();
    digestHigh += hash.high() + (Long.compareUnsigned(low, digestLow) < 0 ? 1 : 0);
    digestLow = low;
  }

  void addKey() {
    keys++;
  }

  /** Notes that a collection lies where something else does, so that it matters who came first. */
  void markOverlapping() {
    overlapping = true;
  }

  /** Notes that something was there that could not be read as objects. */
  void markUnread() {
    objectsUnread++;
  }

  /** Adds what another thread counted and found. */
  void addAll(CheckTally other) {
    findings.addAll(other.findings);
    notChecked.addAll(other.notChecked);
    for (int i = 0; i < collections.length; i++) {
      collections[i] += other.collections[i];
    }
    objects += other.objects;
    objectsUnread += other.objectsUnread;
    keys += other.keys;
    liveBytes += other.liveBytes;
    RecordDigest sum = digest().plus(other.digest());
    digestHigh = sum.high();
    digestLow = sum.low();
    overlapping |= other.overlapping;
  }

  long objects() {
    return objects;
  }

  /** Whether everything that a slot points to could be read. */
  boolean isComplete() {
    return objectsUnread == 0;
  }

  long keys() {
    return keys;
  }

  long liveBytes() {
    return liveBytes;
  }

  /** Live collections whose block is 2^{@code log2} bytes. */
  long collections(int log2) {
    return collections[log2];
  }

  RecordDigest digest() {
    return new RecordDigest(digestHigh, digestLow);
  }

  boolean isOverlapping() {
    return overlapping;
  }
}
