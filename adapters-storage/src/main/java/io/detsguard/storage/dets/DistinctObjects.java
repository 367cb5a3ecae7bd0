package io.detsguard.storage.dets;

import io.detsguard.domain.check.FindingKind;
import io.detsguard.storage.term.ByteView;
import java.util.Arrays;

/**
 * Finds objects that a group of a bag holds twice, comparing the stored bytes.
 *
 * <p>Small groups are compared each with each. Of larger ones the places are put into a hash table
 * of bounded size: a group of more objects than that takes several passes, each for its share of
 * the hash values. One instance for each thread.
 */
final class DistinctObjects {
  /** Up to here comparing each with each is cheaper than hashing. */
  private static final int SMALL_GROUP = 16;

  /** Objects that one pass holds on average: 16 MiB of table at most. */
  private static final int PASS_OBJECTS = 1 << 19;

  /** The largest group that is looked at; Erlang itself could hardly work with one. */
  static final int GROUP_MAX = 1 << 24;

  private final ByteView file;
  private final CheckTally tally;
  private final RecordHash hash = new RecordHash();
  private final long[] small = new long[SMALL_GROUP];
  private int[] places = new int[0];
  private int[] tags = new int[0];

  DistinctObjects(ByteView file, CheckTally tally) {
    this.file = file;
    this.tally = tally;
  }

  /**
   * Checks the entries from {@code start} to {@code end}, whose lengths are known to be right.
   *
   * @param count how many they are
   */
  void check(long start, long end, long count) throws InterruptedException {
    if (count <= SMALL_GROUP) {
      compareEachWithEach(start, end);
    } else if (count > GROUP_MAX) {
      tally.notChecked().add("whether the objects of keys with more than 16 million are distinct");
    } else {
      hashInPasses(start, end, (int) count);
    }
  }

  private void compareEachWithEach(long start, long end) {
    int seen = 0;
    for (long entry = start; entry < end; entry += file.u32(entry)) {
      for (int i = 0; i < seen; i++) {
        reportIfSame(small[i], entry);
      }
      small[seen++] = entry;
    }
  }

  private void hashInPasses(long start, long end, int count) throws InterruptedException {
    int passes = Math.ceilDiv(count, PASS_OBJECTS);
    int capacity = Integer.highestOneBit(Math.ceilDiv(count, passes)) * 4;
    clearTable(capacity);
    for (int pass = 0; pass < passes; pass++) {
      if (pass > 0) {
        clearTable(capacity);
      }
      hashPass(start, end, pass, passes, capacity);
    }
  }

  private void clearTable(int capacity) {
    if (places.length < capacity) {
      places = new int[capacity];
      tags = new int[capacity];
    } else {
      Arrays.fill(places, 0, capacity, 0);
    }
  }

  private void hashPass(long start, long end, int pass, int passes, int capacity)
      throws InterruptedException {
    int free = capacity / 4 * 3;
    for (long entry = start; entry < end; entry += file.u32(entry)) {
      Cancellation.check();
      hash.hash(file, entry + 4, file.u32(entry) - 4);
      if (Long.remainderUnsigned(hash.high(), passes) == pass && insert(entry, capacity)) {
        free--;
      }
      if (free == 0) {
        tally.notChecked().add("whether the objects of the key at byte " + entry + " are distinct");
        return;
      }
    }
  }

  /** Puts an entry into the table unless an equal one is there. */
  private boolean insert(long entry, int capacity) {
    int tag = (int) (hash.low() >>> 32);
    int at = (int) hash.low() & capacity - 1;
    while (places[at] != 0) {
      if (tags[at] == tag && reportIfSame(Integer.toUnsignedLong(places[at]), entry)) {
        return false;
      }
      at = at + 1 & capacity - 1;
    }
    places[at] = (int) entry;
    tags[at] = tag;
    return true;
  }

  private boolean reportIfSame(long earlier, long entry) {
    long length = file.u32(entry);
    boolean same = file.u32(earlier) == length && file.sameBytes(earlier, file, entry, length);
    if (same) {
      tally
          .findings()
          .at(entry, FindingKind.DUPLICATE_OBJECT, "different objects", "the one at " + earlier);
    }
    return same;
  }
}
