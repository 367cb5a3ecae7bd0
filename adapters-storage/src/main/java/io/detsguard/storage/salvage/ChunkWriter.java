package io.detsguard.storage.salvage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * Gathers the bytes of one chunk after the other, for one thread. A chunk that fits into the buffer
 * waits for its turn only when it is complete; of a larger one the front is written, in its turn,
 * to make room.
 */
final class ChunkWriter extends OutputStream {
  private static final ValueLayout.OfInt WORD =
      ValueLayout.JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN).withByteAlignment(1);

  private final OrderedOutput output;
  private final MemorySegment buffer;
  private final int bufferBytes;
  private long chunk;
  private int used;

  /**
   * @param buffer memory of the calling thread, of 16 bytes or more
   */
  ChunkWriter(OrderedOutput output, MemorySegment buffer) {
    this.output = output;
    this.buffer = buffer;
    this.bufferBytes = Math.toIntExact(buffer.byteSize());
  }

  /** Starts the chunk of that number; the one before is ended. */
  void begin(long number) {
    chunk = number;
  }

  /** Writes what is left of the chunk, in its turn. */
  void end() throws IOException, InterruptedException {
    writeOut();
    output.end(chunk);
  }

  private void writeOut() throws IOException, InterruptedException {
    output.write(chunk, buffer.asSlice(0, used).asByteBuffer());
    used = 0;
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
    long left = count;
    while (left > 0) {
      room(1);
      int part = (int) Math.min(left, bufferBytes - used);
      buffer.asSlice(used, part).fill((byte) 0);
      used += part;
      left -= part;
    }
  }

  private void room(int bytes) throws IOException {
    if (bufferBytes - used >= bytes) {
      return;
    }
    try {
      writeOut();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (InterruptedIOException)
          new InterruptedIOException("writing was cancelled").initCause(e);
    }
  }
}
