package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.CanonicalTerm;
import java.io.IOException;
import java.util.Arrays;

/**
 * The keys of some slots of one table, each by a 128-bit hash of its canonical bytes, and where its
 * records are. Reused for one set of slots after the other; serves one thread.
 */
final class KeyClass {
  /** No slot of a table that Erlang has made comes near it: it would take seconds for a lookup. */
  private static final int MAX_KEYS = 1 << 22;

  private final TableSlots slots;
  private final BodyWalk bodies;
  private final CollectionCopy copy = new CollectionCopy();
  private final CanonicalTerm canonical = new CanonicalTerm();
  private final RecordHash hash = new RecordHash();
  private ByteView view = copy.view();
  private long[] high = new long[16];
  private long[] low = new long[16];
  private long[] starts = new long[16];
  private long[] ends = new long[16];
  private int count;

  KeyClass(TableSlots slots) {
    this.slots = slots;
    this.bodies = new BodyWalk(slots.type(), slots.keyPosition());
  }

  void clear() {
    copy.clear();
    count = 0;
  }

  /** Adds a slot whose keys are to be read; {@link #load} reads them. */
  void add(long slot) throws TableChangedException {
    slots.copyBody(slot, copy);
  }

  /** Reads the keys of the slots added. */
  void load() throws IOException {
    view = copy.view();
    bodies.walk(view, 0, copy.length(), this::note);
  }

  private void note(StoredRecord record) throws IOException {
    if (!record.isFirstOfKey()) {
      ends[count - 1] = record.entryEnd();
      return;
    }
    if (count == starts.length) {
      grow();
    }
    ByteView key = canonical.of(record.view(), record.key());
    hash.hash(key, 0, key.size());
    high[count] = hash.high();
    low[count] = hash.low();
    starts[count] = record.entry();
    ends[count++] = record.entryEnd();
  }

  private void grow() throws IOException {
    if (count >= MAX_KEYS) {
      throw new IOException("more than " + MAX_KEYS + " keys share a slot; they are not compared");
    }
    high = Arrays.copyOf(high, 2 * count);
    low = Arrays.copyOf(low, 2 * count);
    starts = Arrays.copyOf(starts, 2 * count);
    ends = Arrays.copyOf(ends, 2 * count);
  }

  int count() {
    return count;
  }

  long low(int key) {
    return low[key];
  }

  boolean isSameKey(int key, KeyClass other, int otherKey) {
    return low[key] == other.low[otherKey] && high[key] == other.high[otherKey];
  }

  /** Whether two keys have the same records: by their bytes, else as terms in any order. */
  boolean hasSameRecords(int key, KeyClass other, int otherKey) throws IOException {
    long length = ends[key] - starts[key];
    return length == other.ends[otherKey] - other.starts[otherKey]
            && view.sameBytes(starts[key], other.view, other.starts[otherKey], length)
        || digest(key).equals(other.digest(otherKey));
  }

  private RecordSum digest(int key) throws IOException {
    RecordSum sum = new RecordSum();
    bodies.walkEntries(view, starts[key], ends[key], record -> sum.add(record, canonical, hash));
    return sum;
  }

  /** Shows one record of a key. */
  void showFirst(int key, RecordVisitor visitor) throws IOException {
    bodies.walkFirst(view, starts[key], ends[key], visitor);
  }
}
