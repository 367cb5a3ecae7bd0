package io.detsguard.storage.dets;

import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.table.TableType;
import io.detsguard.storage.term.ByteView;

/**
 * Checks the body of a collection: its lengths, its objects and their keys.
 *
 * <pre>
 *  set    entries            u32 n = 4 + length of the term; the term
 *  bags   groups of entries  u32 g = 4 + sum of the entries; entries as above
 * </pre>
 *
 * Where a length is wrong the rest of the body has no meaning, and is left. Source: {@code
 * docs/dets-format.md}, "Collections and objects". One instance for each thread.
 */
final class BodyChecker {
  /** A length word and one byte; whether that can be a term is for the scanner to say. */
  private static final long ENTRY_MIN = DetsLayout.LENGTH_WORD_BYTES + 1L;

  private static final long GROUP_MIN = DetsLayout.LENGTH_WORD_BYTES + ENTRY_MIN;

  /** In place of the end of an entry. */
  private static final long BROKEN = -1;

  private final ByteView file;
  private final TableType type;
  private final CheckTally tally;
  private final ObjectChecker objects;
  private final KeyChecker keys;
  private final DistinctObjects distinct;

  BodyChecker(
      ByteView file, TableType type, CheckTally tally, ObjectChecker objects, KeyChecker keys) {
    this.file = file;
    this.type = type;
    this.tally = tally;
    this.objects = objects;
    this.keys = keys;
    this.distinct = new DistinctObjects(file, tally);
  }

  /** Checks the body of {@code slot}'s collection, which lies within the file. */
  void check(int slot, long start, long end) throws InterruptedException {
    keys.startBody(slot);
    long at = start;
    while (at < end) {
      Cancellation.check();
      long next = endOfEntry(at, end, type == TableType.SET ? ENTRY_MIN : GROUP_MIN);
      if (next == BROKEN) {
        return;
      }
      if (type == TableType.SET) {
        checkSingle(at + DetsLayout.LENGTH_WORD_BYTES, next);
      } else {
        checkGroup(at + DetsLayout.LENGTH_WORD_BYTES, next);
      }
      at = next;
    }
  }

  private void checkSingle(long object, long end) {
    if (objects.check(object, end)) {
      keys.nextKey(objects, object);
    }
  }

  private void checkGroup(long start, long end) throws InterruptedException {
    long count = 0;
    boolean keyed = false;
    long at = start;
    while (at < end) {
      Cancellation.check();
      long next = endOfEntry(at, end, ENTRY_MIN);
      if (next == BROKEN) {
        return;
      }
      keyed |= checkMember(at + DetsLayout.LENGTH_WORD_BYTES, next, keyed);
      count++;
      at = next;
    }
    if (type == TableType.BAG) {
      distinct.check(start, end, count);
    }
  }

  private boolean checkMember(long object, long end, boolean keyed) throws InterruptedException {
    boolean read = objects.check(object, end);
    if (read && keyed) {
      keys.sameKey(objects, object);
    } else if (read) {
      keys.nextKey(objects, object);
    }
    return read;
  }

  /** The position after the entry, or group, at {@code at}; unless its length cannot be. */
  private long endOfEntry(long at, long end, long min) {
    if (end - at < DetsLayout.LENGTH_WORD_BYTES) {
      return broken(at, "a length of 4 bytes", (end - at) + " bytes");
    }
    long length = file.u32(at);
    if (length < min || length > end - at) {
      return broken(at, "a length of " + min + " to " + (end - at), length);
    }
    return at + length;
  }

  private long broken(long at, String expected, Object found) {
    tally.markUnread();
    tally.findings().at(at, FindingKind.COLLECTION_BODY, expected, found);
    return BROKEN;
  }
}
