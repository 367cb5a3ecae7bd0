package io.detsguard.storage.salvage;

import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.EncodedTermOrder;
import io.detsguard.storage.term.PortableHash;
import io.detsguard.storage.term.TermScanner;

/**
 * Reads single entries of a body: a length word and one object. Serves one thread.
 *
 * <p>Source: {@code docs/dets-format.md}, "Collections and objects".
 */
final class EntryReader {
  /** A length word and the shortest object, a tuple of one empty list. */
  static final long MIN_BYTES = DetsLayout.LENGTH_WORD_BYTES + 4L;

  private static final int VERSION_BYTE = 131;

  private final ByteView file;
  private final int keyPosition;
  private final TermScanner scanner = new TermScanner();
  private final PortableHash hash = new PortableHash();
  private final EncodedTermOrder order = new EncodedTermOrder();

  private long position;
  private long end;
  private int keyHash;

  EntryReader(ByteView file, int keyPosition) {
    this.file = file;
    this.keyPosition = keyPosition;
  }

  ByteView file() {
    return file;
  }

  /** Whether an entry at {@code at} that ends by {@code limit} would have a possible length. */
  boolean fits(long at, long limit) {
    if (limit - at < MIN_BYTES) {
      return false;
    }
    long length = file.u32(at);
    return length >= MIN_BYTES
        && length <= limit - at
        && file.u8(at + DetsLayout.LENGTH_WORD_BYTES) == VERSION_BYTE;
  }

  /**
   * Reads the object of the entry at {@code at}, whatever its length word says.
   *
   * @return whether there is an object that ends by {@code limit}
   */
  boolean read(long at, long limit) {
    long objectEnd =
        scanner.scanObject(file, at + DetsLayout.LENGTH_WORD_BYTES, limit, keyPosition);
    if (objectEnd == TermScanner.FAULT) {
      return false;
    }
    position = at;
    end = objectEnd;
    keyHash = hash.hash(scanner.keyView(), scanner.keyStart(), scanner.keyEnd());
    return true;
  }

  /** The position after the object last read. */
  long end() {
    return end;
  }

  /** Whether the length word of the entry last read fits its object. */
  boolean hasRightLength() {
    return position + file.u32(position) == end;
  }

  /** The {@code phash2} of the key last read. */
  int keyHash() {
    return keyHash;
  }

  /** From the entry last read to its key, or 0 when the object is compressed. */
  int keyOffset() {
    return scanner.keyView() == file ? (int) (scanner.keyStart() - position) : 0;
  }

  /** Bytes that the object last read takes as an entry of a new table. */
  int entryBytes() {
    return (int) (end - position);
  }

  /** Whether the key last read is the one at {@code other}, which lies in the file. */
  boolean hasKeyAt(long other, long otherEnd) {
    long length = scanner.keyEnd() - scanner.keyStart();
    return length == otherEnd - other
            && file.sameBytes(other, scanner.keyView(), scanner.keyStart(), length)
        || order.compare(file, other, scanner.keyView(), scanner.keyStart()) == 0;
  }

  /** The bytes that hold the key last read. */
  ByteView keyView() {
    return scanner.keyView();
  }

  long keyStart() {
    return scanner.keyStart();
  }

  long keyEnd() {
    return scanner.keyEnd();
  }
}
