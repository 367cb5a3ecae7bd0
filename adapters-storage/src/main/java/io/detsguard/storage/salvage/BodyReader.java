package io.detsguard.storage.salvage;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.EncodedTermOrder;

/**
 * Reads the body of a collection that is to parse to its last byte, as a table's owner would read
 * it. Serves one thread.
 *
 * <p>Source: {@code docs/dets-format.md}, "Collections and objects" and "What Erlang's repair
 * does".
 */
final class BodyReader {
  private static final long GROUP_MIN = DetsLayout.LENGTH_WORD_BYTES + EntryReader.MIN_BYTES;

  private final ByteView file;
  private final TableType type;
  private final EntryReader entries;
  private final EncodedTermOrder order = new EncodedTermOrder();
  private final FoundUnits found = new FoundUnits();
  private long groupKey;
  private long groupKeyEnd;
  private long reached;
  private long objects;

  BodyReader(EntryReader entries, TableType type) {
    this.file = entries.file();
    this.type = type;
    this.entries = entries;
  }

  /** What the last body was read as. */
  FoundUnits found() {
    return found;
  }

  /** Whether the bytes from {@code start} to {@code end} are a body; its units are known then. */
  boolean read(long start, long end) {
    found.clear();
    reached = start;
    objects = 0;
    long at = start;
    while (at < end) {
      boolean read = type == TableType.SET ? readSingle(at, end) : readGroup(at, end);
      if (!read) {
        return false;
      }
      at += file.u32(at);
    }
    return !found.isEmpty();
  }

  /** How far the last body was read: its end, or where it is no body. */
  long reached() {
    return reached;
  }

  /** How many objects were read in the last body. */
  long objects() {
    return objects;
  }

  private boolean readSingle(long at, long end) {
    reached = at;
    if (!entries.fits(at, end) || !entries.read(at, at + file.u32(at))) {
      return false;
    }
    addEntry(at);
    reached = entries.end();
    objects++;
    return true;
  }

  private void addEntry(long at) {
    int flags = entries.hasRightLength() ? 0 : Units.RESCAN;
    int around = type == TableType.SET ? 0 : DetsLayout.LENGTH_WORD_BYTES;
    add(at, entries.keyHash() | flags, entries.keyOffset(), around + entries.entryBytes());
  }

  /** Keys are compared here, where they have just been read, rather than later in another order. */
  private void add(long at, int hashAndFlags, int keyOffset, int bytes) {
    boolean ascends = keyOffset != 0 && found.lastKey() != FoundUnits.NO_KEY;
    if (ascends) {
      int compared = order.compare(file, found.lastKey(), file, at + keyOffset);
      ascends = compared < 0 && compared != EncodedTermOrder.UNDECIDED;
    }
    found.add(at, ascends ? hashAndFlags | Units.ASCENDS : hashAndFlags, keyOffset, bytes);
  }

  private boolean readGroup(long at, long end) {
    if (end - at < GROUP_MIN || file.u32(at) < GROUP_MIN || file.u32(at) > end - at) {
      return false;
    }
    long groupEnd = at + file.u32(at);
    int before = found.count();
    boolean whole = true;
    for (long entry = at + 4; entry < groupEnd; entry += file.u32(entry)) {
      if (!readSingle(entry, groupEnd)) {
        return false;
      }
      whole = whole && entries.hasRightLength() && belongs(entry == at + 4);
    }
    if (whole) {
      joinGroup(at, before, groupEnd);
    }
    return true;
  }

  /** Whether the object last read has the key of its group and so can stay in it. */
  private boolean belongs(boolean isFirst) {
    if (!isFirst) {
      return entries.hasKeyAt(groupKey, groupKeyEnd);
    }
    groupKey = entries.keyStart();
    groupKeyEnd = entries.keyEnd();
    return entries.keyView() == file;
  }

  /** Takes the entries of a group for one unit. */
  private void joinGroup(long at, int before, long groupEnd) {
    int hash = found.hashAndFlags(before);
    found.cutTo(before);
    found.add(at, hash | Units.GROUP, (int) (groupKey - at), (int) (groupEnd - at));
  }
}
