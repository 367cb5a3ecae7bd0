package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 over all stored encodings of a table, in ascending order of their bytes, each
 * preceded by its length as four bytes, most significant first.
 *
 * <p>It is the same for every file that holds the same objects in the same encoding, and anybody
 * can compute it with a few lines of Erlang. It takes four bytes for each object outside the heap.
 */
final class SortedDigest {
  private static final int BUFFER_BYTES = 1 << 16;

  private final ByteView file;
  private final MessageDigest digest = sha256();
  private final byte[] buffer = new byte[BUFFER_BYTES];

  private SortedDigest(ByteView file) {
    this.file = file;
  }

  /** The digest of the objects at {@code places}, as hexadecimal digits. */
  static String of(ByteView file, ObjectPlaces places) throws InterruptedException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment gathered = arena.allocate(ValueLayout.JAVA_INT, Math.max(1, places.count()));
      places.forEach(new Gathering(gathered));
      EncodingSort sort = new EncodingSort(file, gathered);
      sort.sort(places.count());
      return new SortedDigest(file).digest(sort, places.count());
    }
  }

  private String digest(EncodingSort sorted, long count) throws InterruptedException {
    for (long i = 0; i < count; i++) {
      Cancellation.check();
      update(sorted.place(i));
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private void update(long place) {
    long length = file.u32(place) - DetsLayout.LENGTH_WORD_BYTES;
    ByteBuffer.wrap(buffer).putInt((int) length);
    int filled = DetsLayout.LENGTH_WORD_BYTES;
    long at = place + DetsLayout.LENGTH_WORD_BYTES;
    long end = at + length;
    while (at < end) {
      int part = (int) Math.min(end - at, buffer.length - filled);
      MemorySegment.copy(file.segment(), ValueLayout.JAVA_BYTE, at, buffer, filled, part);
      digest.update(buffer, 0, filled + part);
      filled = 0;
      at += part;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }

  /** Writes down places one after the other. */
  private static final class Gathering implements ObjectPlaces.Sink {
    private final MemorySegment places;
    private long count;

    Gathering(MemorySegment places) {
      this.places = places;
    }

    @Override
    public void entry(long position) {
      places.setAtIndex(ValueLayout.JAVA_INT, count++, (int) position);
    }
  }
}
