package io.detsguard.storage.salvage;

import io.detsguard.domain.table.TableType;
import io.detsguard.storage.dets.Cancellation;
import io.detsguard.storage.dets.DetsLayout;
import io.detsguard.storage.dets.FrameEncoder;
import io.detsguard.storage.dets.TableSpec;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * Writes a planned table from the front to the back, in one pass: the objects' bytes come straight
 * from the damaged file.
 *
 * <p>The largest blocks lie first, those of one size in the order of their slots. Source: {@code
 * docs/dets-format.md}, "Writing a table".
 */
final class TableEncoding {
  private static final int CHECK_EVERY = 1 << 12;

  private final Excavation dig;
  private final PlannedTable table;
  private final TableSpec spec;
  private final BufferedTarget target;
  private final DataOutputStream out;
  private final UnitKeys units;
  private final boolean bag;
  private final UnitKeys.Objects<IOException> objectWriter = this::writeObject;

  TableEncoding(Excavation dig, PlannedTable table, TableSpec spec, BufferedTarget target) {
    this.dig = dig;
    this.table = table;
    this.spec = spec;
    this.target = target;
    this.out = new DataOutputStream(target);
    this.units = new UnitKeys(dig);
    this.bag = spec.type() != TableType.SET;
  }

  /** Writes the whole file and says how long it is; the target is flushed, not closed. */
  long write() throws IOException, InterruptedException {
    table.requireFits();
    FrameEncoder.Contents contents =
        new FrameEncoder.Contents(table.records(), table.keys(), table.counters(), table.dataEnd());
    FrameEncoder frame = new FrameEncoder(spec, table.placement(), contents);
    frame.writeHead(out);
    writeSegments(frame.base(), contents);
    writeCollections();
    long length = frame.writeTail(out);
    out.flush();
    return length;
  }

  private void writeSegments(long base, FrameEncoder.Contents contents) throws IOException {
    long[] next = firstAddresses(base, contents);
    long slot = 0;
    for (int i = 0; i < table.count(); i++) {
      long size = table.size(i);
      int log2 = DetsLayout.blockLog2(size);
      target.zeros((table.slot(i) - slot) * DetsLayout.SLOT_BYTES);
      target.word(size);
      target.word(next[log2]);
      next[log2] += 1L << log2;
      slot = table.slot(i) + 1L;
    }
    target.zeros((table.placement().slots() - slot) * DetsLayout.SLOT_BYTES);
  }

  /** Where the first block of each size lies. */
  private static long[] firstAddresses(long base, FrameEncoder.Contents contents) {
    long[] first = new long[DetsLayout.MAX_BLOCK_LOG2 + 1];
    long address = base;
    for (int log2 = DetsLayout.MAX_BLOCK_LOG2; log2 >= DetsLayout.MIN_BLOCK_LOG2; log2--) {
      first[log2] = address;
      address += contents.counters().count(log2) << log2;
    }
    return first;
  }

  private void writeCollections() throws IOException, InterruptedException {
    for (int log2 = DetsLayout.MAX_BLOCK_LOG2; log2 >= DetsLayout.MIN_BLOCK_LOG2; log2--) {
      for (int i = 0; i < table.count(); i++) {
        if (DetsLayout.blockLog2(table.size(i)) == log2) {
          writeCollection(i, 1L << log2);
        }
        if (i % CHECK_EVERY == 0) {
          Cancellation.check();
        }
      }
    }
  }

  private void writeCollection(int index, long blockBytes) throws IOException {
    target.word(table.size(index));
    target.word(DetsLayout.ACTIVE);
    for (int i = table.first(index); i < table.first(index + 1); i++) {
      writeUnit(i);
    }
    target.zeros(blockBytes - table.size(index));
  }

  private void writeUnit(int index) throws IOException {
    if (bag) {
      target.word(table.bytes(index));
    }
    table.forEachObject(index, units, objectWriter);
  }

  private void writeObject(long at, int length) throws IOException {
    target.word(DetsLayout.LENGTH_WORD_BYTES + (long) length);
    target.bytes(dig.file().segment(), at, length);
  }
}
