package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import io.detsguard.storage.term.PortableHash;
import io.detsguard.storage.term.TermScanner;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes objects to be written and keeps copies of their encodings outside the heap, in large pieces
 * that live as long as somebody refers to them.
 */
final class EncodedObjects {
  private static final long FIRST_PIECE_BYTES = 1 << 16;
  private static final long PIECE_BYTES = 1 << 24;

  private final int keyPosition;
  private final TermScanner scanner = new TermScanner();
  private final PortableHash hash = new PortableHash();
  private final List<EncodedObject> objects = new ArrayList<>();
  private MemorySegment piece = MemorySegment.NULL;
  private ByteView pieceView = new ByteView(piece);
  private long used;

  EncodedObjects(int keyPosition) {
    this.keyPosition = keyPosition;
  }

  /** The objects in the order in which they came. */
  List<EncodedObject> all() {
    return objects;
  }

  /** Takes an object as it is encoded, from its 131 on. */
  void add(byte[] encoding) {
    long start = reserve(encoding.length);
    MemorySegment.copy(encoding, 0, piece, ValueLayout.JAVA_BYTE, start, encoding.length);
    keep(start, encoding.length);
  }

  /** Takes the object in {@code length} bytes of a view. */
  void add(ByteView view, long at, int length) {
    long start = reserve(length);
    MemorySegment.copy(view.segment(), at, piece, start, length);
    keep(start, length);
  }

  private long reserve(long bytes) {
    if (used + bytes > piece.byteSize()) {
      long size = Math.min(PIECE_BYTES, Math.max(FIRST_PIECE_BYTES, 2 * piece.byteSize()));
      piece = Arena.ofAuto().allocate(Math.max(size, bytes));
      pieceView = new ByteView(piece);
      used = 0;
    }
    long start = used;
    used += bytes;
    return start;
  }

  private void keep(long start, int length) {
    ByteView view = pieceView;
    long end = scanner.scanObject(view, start, start + length, keyPosition);
    if (end != start + length) {
      throw new IllegalArgumentException("not an object of this table: " + fault(start, end));
    }
    int keyHash = hash.hash(scanner.keyView(), scanner.keyStart(), scanner.keyEnd());
    int keyLength = (int) (scanner.keyEnd() - scanner.keyStart());
    if (scanner.keyView() == view) {
      objects.add(
          new EncodedObject(view, start, length, view, scanner.keyStart(), keyLength, keyHash));
    } else {
      ByteView key = ByteView.of(scanner.keyView().copy(scanner.keyStart(), keyLength));
      objects.add(new EncodedObject(view, start, length, key, 0, keyLength, keyHash));
    }
  }

  private String fault(long start, long end) {
    if (end != TermScanner.FAULT) {
      return "bytes follow the term after " + (end - start);
    }
    return "at its byte "
        + (scanner.faultAt() - start)
        + " expected "
        + scanner.faultExpected()
        + ", found "
        + scanner.faultFound();
  }
}
