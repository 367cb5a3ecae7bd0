package io.detsguard.storage.term;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
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
 * and must not be closed while one of them reads. A {@linkplain #buffered buffered} view is for one
 * thread.
 */
public final class ByteView {
  /** A good capacity of a buffer: it stays in the innermost cache until it has been used. */
  public static final int BUFFER_BYTES = 1 << 14;

  // Numbers are read as they lie and then turned round, by handles that are constants: of this the
  // compiler for short programs makes more than of layouts, and the other one the same. It inlines
  // reads of the segment only as long as there is one kind of segment, so nothing that checks a
  // table makes one on the heap, not even to copy bytes.
  private static final VarHandle BYTE = ValueLayout.JAVA_BYTE.varHandle();
  private static final VarHandle SHORT = littleEndian(ValueLayout.JAVA_SHORT);
  private static final VarHandle INT = littleEndian(ValueLayout.JAVA_INT);
  private static final VarHandle LONG = littleEndian(ValueLayout.JAVA_LONG);

  private static final VarHandle BUFFERED_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BUFFERED_LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** How much longer a buffer is than its capacity: a number may start at its last byte. */
  private static final int TAIL = Long.BYTES - 1;

  /** Nothing, long enough for a number to be read, of which none ever is. */
  private static final byte[] NO_BUFFER = new byte[Long.BYTES];

  /** So far off that no distance to it is within a capacity. */
  private static final long NOWHERE = Long.MIN_VALUE / 2;

  private final MemorySegment segment;
  private final long size;

  /** A copy of the bytes from {@link #bufferAt} on. */
  private final byte[] buffer;

  /** At how many positions from {@link #bufferAt} on a number can be read in it. */
  private final int capacity;

  private final int step;

  /** The bits of which a distance from {@link #bufferAt} has none when it is in the buffer. */
  private final long outside;

  private long bufferAt = NOWHERE;

  private static VarHandle littleEndian(ValueLayout number) {
    return number.withOrder(ByteOrder.LITTLE_ENDIAN).withByteAlignment(1).varHandle();
  }

  /** A view of all of {@code segment}, which it never writes. */
  public ByteView(MemorySegment segment) {
    this(segment.asReadOnly(), NO_BUFFER, 0, 1);
  }

  private ByteView(MemorySegment segment, byte[] buffer, int capacity, int step) {
    this.segment = segment;
    this.size = segment.byteSize();
    this.buffer = buffer;
    this.capacity = capacity;
    this.outside = -Math.max(1, capacity);
    this.step = step;
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

  /**
   * A view of the same bytes for one thread, which reads what it has {@linkplain #fetch fetched}
   * from an array. That is faster, most of all while the code is compiled in haste.
   *
   * @param capacity how many bytes it holds, a power of two; less when there are not so many
   * @param step a power of two; what it holds starts at a multiple of it, but at the end
   */
  public ByteView buffered(int capacity, int step) {
    int most = (int) Long.highestOneBit(Math.min(capacity, Math.max(0, size - TAIL)));
    return most == 0
        ? new ByteView(segment)
        : new ByteView(segment, new byte[most + TAIL], most, step);
  }

  /**
   * Has a buffered view hold the bytes from {@code from} to {@code to}, and others around them, if
   * it can hold so many. All others can be read as well.
   */
  public void fetch(long from, long to) {
    if (capacity > 0 && !isFetched(from, to)) {
      fill(Math.min(from & -step, size - buffer.length), to);
    }
  }

  private void fill(long start, long to) {
    if (to - start <= capacity) {
      segment.asSlice(start, buffer.length).asByteBuffer().get(buffer);
      bufferAt = start;
    }
  }

  /** Whether the bytes from {@code from} to {@code to} are in the {@link #buffer}. */
  boolean isFetched(long from, long to) {
    return from >= bufferAt && to - bufferAt <= capacity;
  }

  /** What was fetched, not to be changed; more follows, so that eight bytes can always be read. */
  byte[] buffer() {
    return buffer;
  }

  /** Where in the {@link #buffer} a byte is that was fetched. */
  int bufferIndex(long at) {
    return (int) (at - bufferAt);
  }

  /** The number of bytes. */
  public long size() {
    return size;
  }

  /** The bytes themselves, read-only. */
  public MemorySegment segment() {
    return segment;
  }

  // The thorough compiler tests in front of a loop what it can of the way that the same code mostly
  // went before, even if this loop goes the other one; it then throws the loop away and compiles it
  // anew, time and again. So the mask: without, indexes follow from positions, and their range is
  // tested so. And so no buffer is too short for a number.
  private int index(long distance) {
    return (int) (distance & ~outside);
  }

  // Two ways for each number, in a method each: of the one that is not taken nothing is compiled.

  /** One byte as 0 to 255. */
  public int u8(long at) {
    long distance = at - bufferAt;
    return (distance & outside) == 0 ? buffer[index(distance)] & 0xFF : farU8(at);
  }

  private int farU8(long at) {
    return (byte) BYTE.get(segment, at) & 0xFF;
  }

  /** Two bytes as 0 to 65,535. */
  public int u16(long at) {
    long distance = at - bufferAt;
    return (distance & outside) == 0 ? nearU16(index(distance)) : farU16(at);
  }

  private int nearU16(int index) {
    return (buffer[index] & 0xFF) << 8 | buffer[index + 1] & 0xFF;
  }

  private int farU16(long at) {
    return Short.reverseBytes((short) SHORT.get(segment, at)) & 0xFFFF;
  }

  /** Four bytes as 0 to 2^32 - 1. */
  public long u32(long at) {
    return i32(at) & 0xFFFF_FFFFL;
  }

  /** Four bytes as a signed number. */
  public int i32(long at) {
    return Integer.reverseBytes(i32le(at));
  }

  /** Eight bytes as a signed number. */
  public long i64(long at) {
    return Long.reverseBytes(i64le(at));
  }

  /** Four bytes, least significant first, as a signed number. */
  public int i32le(long at) {
    long distance = at - bufferAt;
    return (distance & outside) == 0 ? i32le(buffer, index(distance)) : farI32le(at);
  }

  private int farI32le(long at) {
    return (int) INT.get(segment, at);
  }

  /** Eight bytes, least significant first, as a signed number. */
  public long i64le(long at) {
    long distance = at - bufferAt;
    return (distance & outside) == 0 ? i64le(buffer, index(distance)) : farI64le(at);
  }

  private long farI64le(long at) {
    return (long) LONG.get(segment, at);
  }

  /** Four bytes of an array, least significant first, as a signed number. */
  static int i32le(byte[] bytes, int at) {
    return (int) BUFFERED_INT.get(bytes, at);
  }

  /** Eight bytes of an array, least significant first, as a signed number. */
  static long i64le(byte[] bytes, int at) {
    return (long) BUFFERED_LONG.get(bytes, at);
  }

  /** Fills {@code numbers} with numbers of eight bytes each, big-endian, from {@code at} on. */
  public void copyI64(long at, long[] numbers) {
    long length = (long) Long.BYTES * numbers.length;
    segment.asSlice(at, length).asByteBuffer().asLongBuffer().get(numbers);
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
