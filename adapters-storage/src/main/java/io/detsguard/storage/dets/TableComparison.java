package io.detsguard.storage.dets;

import io.detsguard.domain.diff.KeyChange;
import io.detsguard.domain.diff.TableDiff;
import io.detsguard.storage.term.text.ErlangTermPrinter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Compares the records of two tables, a few slots at a time.
 *
 * <p>A key lies in a slot that equals its hash modulo M or 2M, and M is a power of two. So with m
 * the lesser M of both tables, keys of one table's slots r, r + m, r + 2m … can only be in the same
 * slots of the other, whatever the two have grown to: these are compared as sets, for each r below
 * m. It needs memory for them alone. Tables of the same M and N agree on the slot itself, and slots
 * with the same bytes are not looked into.
 */
final class TableComparison {
  private static final int LONGEST_KEY_TEXT = 4000;

  private final TableSlots before;
  private final TableSlots after;
  private final KeyClass removedKeys;
  private final KeyClass addedKeys;
  private final boolean sameSlots;
  private final long step;
  private final int keyLimit;
  private final List<KeyChange> changes = new ArrayList<>();
  private final ErlangTermPrinter printer = new ErlangTermPrinter();
  private int[] index = new int[64];
  private int indexSize;
  private long added;
  private long removed;
  private long changed;
  private long unchanged;

  TableComparison(TableSlots before, TableSlots after, int keyLimit) {
    this.before = before;
    this.after = after;
    this.removedKeys = new KeyClass(before);
    this.addedKeys = new KeyClass(after);
    this.sameSlots = haveSameSlots(before, after);
    this.step = step(before.header(), after.header());
    this.keyLimit = keyLimit;
  }

  private static boolean haveSameSlots(TableSlots a, TableSlots b) {
    TableHeader one = a.header();
    TableHeader other = b.header();
    return one.isClosedProperly()
        && other.isClosedProperly()
        && one.hashMethod() == other.hashMethod()
        && one.hashModulus() == other.hashModulus()
        && one.splitPointer() == other.splitPointer()
        && one.typeCode() == other.typeCode()
        && one.keyPosition() == other.keyPosition();
  }

  /** The header of a table left open may be behind: M is then a divisor of what it ought to be. */
  private static long step(TableHeader a, TableHeader b) {
    return a.hashMethod() == b.hashMethod() ? Math.min(a.hashModulus(), b.hashModulus()) : 1;
  }

  TableDiff run(CheckProgress progress) throws IOException, InterruptedException {
    long bytes = before.file().size() + after.file().size();
    for (long slot = 0; slot < step; slot++) {
      if (slot % DetsLayout.SLOTS_PER_SEGMENT == 0) {
        progress.checked((long) ((double) bytes * slot / step), bytes);
      }
      Cancellation.check();
      compareFrom(slot);
    }
    progress.checked(bytes, bytes);
    return new TableDiff(added, removed, changed, unchanged, changes);
  }

  /** Compares the slots that are {@code first} modulo the step. */
  private void compareFrom(long first) throws IOException {
    removedKeys.clear();
    addedKeys.clear();
    if (sameSlots) {
      for (long slot = first; slot < before.count(); slot += step) {
        compareSlot(slot);
      }
    } else {
      addAll(first, before, removedKeys);
      addAll(first, after, addedKeys);
    }
    removedKeys.load();
    addedKeys.load();
    match();
  }

  private void addAll(long first, TableSlots table, KeyClass keys) throws IOException {
    for (long slot = first; slot < table.count(); slot += step) {
      keys.add(slot);
    }
  }

  private void compareSlot(long slot) throws IOException {
    long size = before.size(slot);
    long body = before.body(slot);
    long length = size - DetsLayout.COLLECTION_HEADER_BYTES;
    boolean same =
        size == after.size(slot)
            && (size == 0 || before.file().sameBytes(body, after.file(), after.body(slot), length));
    if (!same) {
      removedKeys.add(slot);
      addedKeys.add(slot);
    } else if (size > 0) {
      unchanged += BodyWalk.keys(before.file(), body, body + length);
    }
  }

  private void match() throws IOException {
    if (removedKeys.count() == 0 && addedKeys.count() == 0) {
      return;
    }
    fillIndex();
    for (int key = 0; key < addedKeys.count(); key++) {
      int found = take(key);
      if (found < 0) {
        added++;
        name(KeyChange.Kind.ADDED, addedKeys, key);
      } else if (removedKeys.hasSameRecords(found, addedKeys, key)) {
        unchanged++;
      } else {
        changed++;
        name(KeyChange.Kind.CHANGED, addedKeys, key);
      }
    }
    countRemoved();
  }

  /** An open-addressed table of the first table's keys, each as its number plus 1. */
  private void fillIndex() {
    indexSize = Integer.highestOneBit(removedKeys.count() + 1) * 4;
    if (index.length < indexSize) {
      index = new int[indexSize];
    } else {
      Arrays.fill(index, 0, indexSize, 0);
    }
    for (int key = 0; key < removedKeys.count(); key++) {
      int at = place(removedKeys.low(key));
      while (index[at] != 0) {
        at = place(at + 1);
      }
      index[at] = key + 1;
    }
  }

  private int place(long low) {
    return (int) low & indexSize - 1;
  }

  /** Finds the first table's key that equals one of the second, marks it, and gives its number. */
  private int take(int key) {
    int at = place(addedKeys.low(key));
    while (index[at] != 0) {
      int candidate = Math.abs(index[at]) - 1;
      if (index[at] > 0 && addedKeys.isSameKey(key, removedKeys, candidate)) {
        index[at] = -index[at];
        return candidate;
      }
      at = place(at + 1);
    }
    return -1;
  }

  private void countRemoved() throws IOException {
    for (int at = 0; at < indexSize; at++) {
      if (index[at] > 0) {
        removed++;
        name(KeyChange.Kind.REMOVED, removedKeys, index[at] - 1);
      }
    }
  }

  private void name(KeyChange.Kind kind, KeyClass keys, int key) throws IOException {
    if (changes.size() < keyLimit) {
      CappedText text = new CappedText(LONGEST_KEY_TEXT);
      keys.showFirst(key, record -> printer.print(record.view(), record.key(), text));
      changes.add(new KeyChange(kind, text.toString()));
    }
  }
}
