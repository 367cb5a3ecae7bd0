package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.TermScanner;

/**
 * One record of a table while a {@link RecordVisitor} looks at it. The same object shows all
 * records in turn; nothing of it holds after the visit.
 */
public final class StoredRecord {
  private static final int VERSION_BYTES = 1;

  private final int keyPosition;
  private final TermScanner scanner = new TermScanner();
  private ByteView stored;
  private long start;
  private long end;
  private boolean firstOfKey;

  StoredRecord(int keyPosition) {
    this.keyPosition = keyPosition;
  }

  /** Moves on to the encoding from {@code from} to {@code to}. */
  void show(ByteView view, long from, long to, boolean first) throws TableChangedException {
    stored = view;
    start = from;
    end = to;
    firstOfKey = first;
    if (scanner.scanObject(view, from, to, keyPosition) == TermScanner.FAULT) {
      throw new TableChangedException("expected " + scanner.faultExpected());
    }
  }

  /** Whether it is the first of its key's records; the others of the key follow at once. */
  public boolean isFirstOfKey() {
    return firstOfKey;
  }

  /**
   * A copy of the record as it is stored, its length word aside: the external format, from 131 on.
   */
  byte[] encoding() {
    return stored.copy(start, Math.toIntExact(end - start));
  }

  /** The bytes that the record takes as it is stored, its length word aside. */
  public long storedBytes() {
    return end - start;
  }

  /**
   * The bytes that hold {@link #term} and {@link #key}: inflated, where the record is compressed.
   */
  public ByteView view() {
    return scanner.keyView();
  }

  /** Where the tag of the record's tuple is. */
  public long term() {
    return scanner.keyView() == stored ? start + VERSION_BYTES : 0;
  }

  /** Where the tag of the record's key is. */
  public long key() {
    return scanner.keyStart();
  }

  /** The position after the record's key. */
  public long keyEnd() {
    return scanner.keyEnd();
  }

  /** Where its length word is, among the bytes that are walked. */
  long entry() {
    return start - DetsLayout.LENGTH_WORD_BYTES;
  }

  long entryEnd() {
    return end;
  }
}
