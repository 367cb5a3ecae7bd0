package io.detsguard.storage.salvage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.detsguard.storage.dets.Crew;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class OrderedOutputTest {
  private static final int CHUNKS = 500;
  private static final int BUFFER_BYTES = 64;

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();

  /** Takes half of what it is given, as a disk may. */
  private int takeHalf(ByteBuffer bytes) {
    byte[] half = new byte[Math.ceilDiv(bytes.remaining(), 2)];
    bytes.get(half);
    written.writeBytes(half);
    return half.length;
  }

  private static void writeChunks(OrderedOutput output, AtomicInteger next)
      throws InterruptedException {
    ChunkWriter out = new ChunkWriter(output, MemorySegment.ofArray(new byte[BUFFER_BYTES]));
    try {
      for (int chunk = next.getAndIncrement(); chunk < CHUNKS; chunk = next.getAndIncrement()) {
        out.begin(chunk);
        writeChunk(chunk, out);
        out.end();
      }
    } catch (IOException e) {
      output.fail(e);
    }
  }

  /** From none to several buffers of bytes that tell the chunk. */
  private static void writeChunk(int chunk, ChunkWriter out) throws IOException {
    for (int i = 0; i < chunk % 50; i++) {
      out.word(chunk);
      out.zeros(chunk % 7);
    }
  }

  private static byte[] expected() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int chunk = 0; chunk < CHUNKS; chunk++) {
      for (int i = 0; i < chunk % 50; i++) {
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(chunk).array());
        bytes.writeBytes(new byte[chunk % 7]);
      }
    }
    return bytes.toByteArray();
  }

  private static void write(OrderedOutput output, int threads) throws InterruptedException {
    AtomicInteger next = new AtomicInteger();
    try (Crew crew = new Crew(threads, "writer")) {
      crew.perform(() -> writeChunks(output, next));
    }
  }

  @Test
  void chunksOfSeveralThreadsAreWrittenInTheirOrder() throws Exception {
    OrderedOutput output = new OrderedOutput(this::takeHalf);
    write(output, 4);
    output.throwFailure();
    assertArrayEquals(expected(), written.toByteArray());
  }

  @Test
  void aFailureEndsAllThreadsAndIsTheOneThatIsTold() throws Exception {
    AtomicInteger left = new AtomicInteger(100);
    IOException full = new IOException("no space left");
    OrderedOutput output =
        new OrderedOutput(
            bytes -> {
              if (left.getAndDecrement() == 0) {
                throw full;
              }
              return takeHalf(bytes);
            });
    write(output, 4);
    assertEquals(full, assertThrows(IOException.class, output::throwFailure));
    assertEquals(-1, left.get());
  }
}
