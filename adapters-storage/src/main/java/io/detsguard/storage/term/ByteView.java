package io.detsguard.storage.term;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A read-only window over bytes, usually a mapped table file, and the one place that reads numbers
 * out of them.
 *
 * <p>Positions are byte offsets from the start of the window. Every read checks them against the
 * window and throws {@link IndexOutOfBoundsException} when they lie outside; a caller with
 * untrusted positions compares them with its own limit first, since these exceptions mean a defect
 * of the caller and not damage in the bytes. Multi-byte numbers need no alignment and are
 * big-endian unless the name ends in {@code le}.
 *
 * <p>As safe for several threads as its segment is: a segment of a shared arena may be read by all,
 * and must not be closed while one of them reads.
 */
public final class ByteView {
  // Numbers are read as they lie and then turned round, by handles that are constants: of this the
  // compiler for short programs makes more than of layouts, and the other one the same. It inlines
  // reads only as long as there is one kind of segment, so nothing that checks a table makes one on
  // the heap, not even to copy bytes. The launcher names the methods that read more than a byte:
  // that compiler is to call them.
  private static final VarHandle BYTE = ValueLayout.JAVA_BYTE.varHandle();
  private static final VarHandle SHORT = littleEndian(ValueLayout.JAVA_SHORT);
  private static final VarHandle INT = littleEndian(ValueLayout.JAVA_INT);
  private static final VarHandle LONG = littleEndian(ValueLayout.JAVA_LONG);

  private final MemorySegment segment;
  private final long size;

  private static VarHandle littleEndian(ValueLayout number) {
    return number.withOrder(ByteOrder.LITTLE_ENDIAN).withByteAlignment(1).varHandle();
  }

  /** A view of all of {@code segment}, which it never writes. */
  public ByteView(MemorySegment segment) {
    this.segment = segment.asReadOnly();
    this.size = segment.byteSize();
  }

  /**
   * A view of a copy of {@code bytes}, outside the heap: so that the compiled reads meet one kind
   * of segment, whether the bytes come from a mapped file or from an array. The copy lives as long
   * as the view.
   */
  public static ByteView of(byte[] bytes) {
    MemorySegment copy = Arena.ofAuto().allocate(Math.max(1, bytes.length));
    copy.asByteBuffer().put(bytes);
    return new ByteView(copy.asSlice(0, bytes.length));
  }

  /** The number of bytes. */
  public long size() {
    return size;
  }

  /** The bytes themselves, read-only. */
  public MemorySegment segment() {
    return segment;
  }

  /** One byte as 0 to 255. */
  public int u8(long at) {
    return (byte) BYTE.get(segment, at) & 0xFF;
  }

  /** Two bytes as 0 to 65,535. */
  public int u16(long at) {
    return Short.reverseBytes((short) SHORT.get(segment, at)) & 0xFFFF;
  }

  /** Four bytes as 0 to 2^32 - 1. */
  public long u32(long at) {
    return i32(at) & 0xFFFF_FFFFL;
  }

  /** Four bytes as a signed number. */
  public int i32(long at) {
    return Integer.reverseBytes((int) INT.get(segment, at));
  }

  /** Eight bytes as a signed number. */
  public long i64(long at) {
    return Long.reverseBytes((long) LONG.get(segment, at));
  }

  /** Four bytes, least significant first, as a signed number. */
  public int i32le(long at) {
    return (int) INT.get(segment, at);
  }

  /** Eight bytes, least significant first, as a signed number. */
  public long i64le(long at) {
    return (long) LONG.get(segment, at);
  }

  /** Tells whether {@code length} bytes at {@code a} equal those at {@code b} of {@code other}. */
  public boolean sameBytes(long a, ByteView other, long b, long length) {
    return MemorySegment.mismatch(segment, a, a + length, other.segment, b, b + length) < 0;
  }

  /**
   * Compares two runs of bytes, taken as unsigned, lexicographically: a run that starts another is
   * the smaller. Negative, 0 or positive as by {@link Comparable}.
   */
  public int compareBytes(long a, long aLength, ByteView other, long b, long bLength) {
    long at = MemorySegment.mismatch(segment, a, a + aLength, other.segment, b, b + bLength);
    if (at < 0) {
      return 0;
    }
    if (at >= aLength || at >= bLength) {
      return Long.compare(aLength, bLength);
    }
    return Integer.compare(u8(a + at), other.u8(b + at));
  }

  /** A copy of {@code length} bytes at {@code at}. */
  public byte[] copy(long at, int length) {
    byte[] bytes = new byte[length];
    segment.asSlice(at, length).asByteBuffer().get(bytes);
    return bytes;
  }
}
