package io.detsguard.storage.dets;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.term.ByteView;
import java.io.IOException;

/**
 * Shows the records in the bodies of collections. Layout: {@code docs/dets-format.md}, "Collections
 * and objects". Bytes that are not as they must be end the walk: the table was checked before.
 */
final class BodyWalk {
  private final TableType type;
  private final StoredRecord record;

  BodyWalk(TableType type, int keyPosition) {
    this.type = type;
    this.record = new StoredRecord(keyPosition);
  }

  /** Walks a body; says how many records it has. */
  long walk(ByteView view, long start, long end, RecordVisitor visitor) throws IOException {
    long records = 0;
    for (long at = start; at < end; at = next(view, at, end)) {
      if (type == TableType.SET) {
        visit(view, at, next(view, at, end), true, visitor);
        records++;
      } else {
        long group = at + DetsLayout.LENGTH_WORD_BYTES;
        records += walkEntries(view, group, next(view, at, end), visitor);
      }
    }
    return records;
  }

  /** Walks the entries of one key: the one of a set, or all of a bag's group. */
  long walkEntries(ByteView view, long start, long end, RecordVisitor visitor) throws IOException {
    long records = 0;
    for (long at = start; at < end; at = next(view, at, end)) {
      visit(view, at, next(view, at, end), at == start, visitor);
      records++;
    }
    return records;
  }

  /** Shows the first of a key's entries. */
  void walkFirst(ByteView view, long start, long end, RecordVisitor visitor) throws IOException {
    visit(view, start, next(view, start, end), true, visitor);
  }

  private void visit(ByteView view, long entry, long end, boolean first, RecordVisitor visitor)
      throws IOException {
    record.show(view, entry + DetsLayout.LENGTH_WORD_BYTES, end, first);
    visitor.visit(record);
  }

  /** How many keys a body has: each entry of a set, and each group of a bag, is one. */
  static long keys(ByteView view, long start, long end) throws TableChangedException {
    long keys = 0;
    for (long at = start; at < end; at = next(view, at, end)) {
      keys++;
    }
    return keys;
  }

  private static long next(ByteView view, long at, long end) throws TableChangedException {
    long length = end - at < DetsLayout.LENGTH_WORD_BYTES ? 0 : view.u32(at);
    if (length <= DetsLayout.LENGTH_WORD_BYTES || length > end - at) {
      throw new TableChangedException("a length of " + length);
    }
    return at + length;
  }
}
