package io.detsguard.storage.salvage;

import io.detsguard.storage.dets.Cancellation;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.FrameEncoder;
import io.detsguard.storage.dets.TableSpec;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writes a planned table from the front to the back: the objects' bytes come straight from the
 * damaged file.
 *
 * <p>The file is cut into chunks, which several threads make at the same time: the head, the slots
 * of some thousand collections each, the blocks of some thousand each, the tail. Source: {@code
 * docs/dets-format.md}, "Writing a table".
 */
final class TableEncoding {
  /** Collections of which the slots, or the blocks, are one chunk. */
  private static final int CHUNK = 1 << 11;

  private static final int MIN_BUFFER_BYTES = 1 << 14;
  private static final int BUFFER_BYTES = 1 << 20;

  private final Excavation dig;
  private final PlannedTable table;
  private final TableSpec spec;
  private final FrameEncoder frame;
  private final OrderedOutput output;
  private final AtomicInteger nextChunk = new AtomicInteger();

  /** Chunks of slots, and of blocks. */
  private final int parts;

  TableEncoding(Excavation dig, PlannedTable table, TableSpec spec, OrderedOutput.Sink sink) {
    this.dig = dig;
    this.table = table;
    this.spec = spec;
    this.frame =
        new FrameEncoder(
            spec,
            table.placement(),
            new FrameEncoder.Contents(
                table.records(), table.keys(), table.counters(), table.dataEnd()));
    this.output = new OrderedOutput(sink);
    this.parts = Math.max(1, Math.ceilDiv(table.count(), CHUNK));
  }

  /** Writes the whole file and says how long it is. */
  long write() throws IOException, InterruptedException {
    table.requireFits();
    try (Arena arena = dig.crew().arena()) {
      FileOrder order = FileOrder.of(table, dig.units(), frame.base(), arena);
      long length =
          dig.crew().work(() -> writeShare(order, arena)).stream().mapToLong(l -> l).sum();
      output.throwFailure();
      return length;
    }
  }

  /** Returns the length of the file from the thread that wrote its end, and 0 from all others. */
  private long writeShare(FileOrder order, Arena arena) throws InterruptedException {
    long bytes = Math.clamp(table.dataEnd(), MIN_BUFFER_BYTES, BUFFER_BYTES);
    ChunkWriter out = new ChunkWriter(output, arena.allocate(bytes));
    try {
      return writeShare(order, out);
    } catch (InterruptedIOException e) {
      Thread.interrupted(); // the exception says it
      output.fail(new InterruptedException(e.getMessage()));
    } catch (IOException | InterruptedException | RuntimeException | Error e) {
      // An error too: a source that got shorter shows as one, and the other threads wait.
      output.fail(e);
    }
    return 0;
  }

  private long writeShare(FileOrder order, ChunkWriter out)
      throws IOException, InterruptedException {
    UnitWriter units = new UnitWriter(dig, table, spec, out);
    long length = 0;
    int last = 2 * parts + 1;
    for (int chunk = nextChunk.getAndIncrement();
        chunk <= last;
        chunk = nextChunk.getAndIncrement()) {
      Cancellation.check();
      out.begin(chunk);
      if (chunk == 0) {
        frame.writeHead(new DataOutputStream(out));
      } else if (chunk <= parts) {
        writeSlots(order, chunk - 1, out);
      } else if (chunk < last) {
        writeBlocks(order, chunk - 1 - parts, units);
      } else {
        length = frame.writeTail(new DataOutputStream(out));
      }
      out.end();
    }
    return length;
  }

  /** The slots up to that of the part's last collection, and behind the last part all others. */
  private void writeSlots(FileOrder order, int part, ChunkWriter out) throws IOException {
    int from = part * CHUNK;
    int to = end(part);
    long slot = from == 0 ? 0 : table.slot(from - 1) + 1L;
    for (int i = from; i < to; i++) {
      int used = table.slot(i);
      out.zeros((used - slot) * DetsLayout.SLOT_BYTES);
      out.word(table.size(i));
      out.word(order.address(i));
      slot = used + 1L;
    }
    if (part == parts - 1) {
      out.zeros((table.placement().slots() - slot) * DetsLayout.SLOT_BYTES);
    }
  }

  private void writeBlocks(FileOrder order, int part, UnitWriter units) throws IOException {
    int to = end(part);
    for (int rank = part * CHUNK; rank < to; rank++) {
      int block = order.block(rank);
      if (block < 0) {
        units.writeCollectionOf(~block);
      } else {
        units.writeCollection(block);
      }
    }
  }

  private int end(int part) {
    return Math.min((part + 1) * CHUNK, table.count());
  }
}
