package io.detsguard.storage.salvage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Gathers bytes in large buffers, which a thread of its own writes, so that gathering and writing
 * go on at the same time. Used by one thread.
 *
 * <p>A failure to write shows in a later call, at the latest in {@link #flush()}. The buffers live
 * in an arena of the caller, who closes this one first.
 */
final class BufferedTarget extends OutputStream {
  private static final int BUFFERS = 3;
  private static final int MIN_BUFFER_BYTES = 1 << 14;
  private static final int BUFFER_BYTES = 1 << 20;
  private static final ValueLayout.OfInt WORD =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN).withByteAlignment(1);
  private static final MemorySegment ZEROS = MemorySegment.ofArray(new byte[1 << 13]).asReadOnly();
  private static final Filled END = new Filled(MemorySegment.NULL, 0);

  private final Sink sink;
  private final int bufferBytes;
  private final BlockingQueue<MemorySegment> free = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<Filled> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
  private final Thread writer;
  private volatile IOException failure;
  private volatile RuntimeException defect;
  private MemorySegment buffer;
  private int used;

  /**
   * @param bytes about how many will be written
   */
  BufferedTarget(Sink sink, Arena arena, long bytes) {
    this.sink = sink;
    this.bufferBytes = Math.clamp(bytes / BUFFERS, MIN_BUFFER_BYTES, BUFFER_BYTES);
    this.buffer = arena.allocate(bufferBytes);
    for (int i = 1; i < BUFFERS; i++) {
      free.add(arena.allocate(bufferBytes));
    }
    this.writer = Thread.ofPlatform().daemon().name("table-writer").start(this::writeAll);
  }

  /** Takes the bytes of full buffers. */
  @FunctionalInterface
  interface Sink {
    /** Writes some or all of the bytes. */
    int write(ByteBuffer bytes) throws IOException;
  }

  private record Filled(MemorySegment buffer, int bytes) {}

  private void writeAll() {
    try {
      for (Filled next = filled.take(); next != END; next = filled.take()) {
        writeUnlessFailed(next);
        free.put(next.buffer);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException("nobody knows this thread to interrupt it", e);
    }
  }

  private void writeUnlessFailed(Filled next) {
    ByteBuffer bytes = next.buffer.asSlice(0, next.bytes).asByteBuffer();
    try {
      while (bytes.hasRemaining() && failure == null && defect == null) {
        sink.write(bytes);
      }
    } catch (IOException e) {
      failure = e;
    } catch (RuntimeException e) {
      defect = e;
    }
  }

  /** Four bytes, most significant first. */
  void word(long value) throws IOException {
    room(4);
    buffer.set(WORD, used, (int) value);
    used += 4;
  }

  @Override
  public void write(int value) throws IOException {
    room(1);
    buffer.set(ValueLayout.JAVA_BYTE, used++, (byte) value);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    bytes(MemorySegment.ofArray(bytes), from, length);
  }

  /** Bytes of a segment. */
  void bytes(MemorySegment source, long from, long length) throws IOException {
    long done = 0;
    while (done < length) {
      room(1);
      long part = Math.min(length - done, bufferBytes - used);
      MemorySegment.copy(source, from + done, buffer, used, part);
      used += (int) part;
      done += part;
    }
  }

  /** So many zeros. */
  void zeros(long count) throws IOException {
    for (long left = count; left > 0; left -= ZEROS.byteSize()) {
      bytes(ZEROS, 0, Math.min(left, ZEROS.byteSize()));
    }
  }

  private void room(int bytes) throws IOException {
    if (bufferBytes - used < bytes) {
      handOver();
    }
  }

  private void handOver() throws IOException {
    try {
      filled.put(new Filled(buffer, used));
      buffer = free.take();
      used = 0;
    } catch (InterruptedException e) {
      throw interrupted();
    }
    throwFailure();
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("writing was cancelled");
  }

  private void throwFailure() throws IOException {
    if (failure != null) {
      throw failure;
    }
    if (defect != null) {
      throw defect;
    }
  }

  /** Returns when everything is written. */
  @Override
  public void flush() throws IOException {
    handOver();
    try {
      for (int i = 1; i < BUFFERS; i++) {
        free.put(free.take());
      }
    } catch (InterruptedException e) {
      throw interrupted();
    }
    throwFailure();
  }

  /** Ends the writing thread; what was not flushed may be lost. */
  @Override
  public void close() {
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        filled.put(END);
        writer.join();
        ended = true;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
