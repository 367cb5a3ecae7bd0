package io.detsguard.storage.dets;

import io.detsguard.domain.table.TableType;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Iterator;
import java.util.List;

/**
 * Writes a planned table from the front to the back, in one pass.
 *
 * <p>Source: {@code docs/dets-format.md}, "Writing a table".
 */
final class TableEncoder {
  private static final byte[] PADDING = new byte[1 << 13];

  private final TableSpec spec;
  private final SlotPlan.Slots slots;
  private final BlockPlan blocks;
  private final DataOutputStream out;
  private final byte[] buffer = new byte[1 << 13];

  TableEncoder(TableSpec spec, SlotPlan.Slots slots, BlockPlan blocks, DataOutputStream out) {
    this.spec = spec;
    this.slots = slots;
    this.blocks = blocks;
    this.out = out;
  }

  /** Writes the whole file, and says how long it is. */
  long write() throws IOException {
    FrameEncoder frame = new FrameEncoder(spec, slots.placement(), contents());
    frame.writeHead(out);
    writeSegments();
    for (PlannedCollection collection : blocks.inOrder()) {
      writeCollection(collection);
    }
    return frame.writeTail(blocks.freeLists(), out);
  }

  private FrameEncoder.Contents contents() {
    long keys = 0;
    long objects = 0;
    for (PlannedCollection collection : slots.collections()) {
      keys += collection.groups().size();
      objects += collection.groups().stream().mapToLong(group -> group.objects().size()).sum();
    }
    return new FrameEncoder.Contents(objects, keys, blocks.counters(), blocks.dataEnd());
  }

  private void writeSegments() throws IOException {
    Iterator<BlockPlan.PlacedSlot> used = blocks.slots().iterator();
    long next = 0;
    while (used.hasNext()) {
      BlockPlan.PlacedSlot slot = used.next();
      writeZeros((slot.slot() - next) * DetsLayout.SLOT_BYTES);
      out.writeInt((int) slot.size());
      out.writeInt((int) slot.address());
      next = slot.slot() + 1L;
    }
    writeZeros((slots.count() - next) * DetsLayout.SLOT_BYTES);
  }

  private void writeCollection(PlannedCollection collection) throws IOException {
    out.writeInt((int) collection.size());
    out.writeInt((int) (collection.isLive() ? DetsLayout.ACTIVE : DetsLayout.FREE));
    for (KeyGroup group : collection.groups()) {
      if (spec.type() != TableType.SET) {
        out.writeInt((int) (DetsLayout.LENGTH_WORD_BYTES + group.entryBytes()));
      }
      writeEntries(group.objects());
    }
    writeZeros(DetsLayout.blockBytes(collection.size()) - collection.size());
  }

  private void writeEntries(List<EncodedObject> objects) throws IOException {
    for (EncodedObject object : objects) {
      out.writeInt(DetsLayout.LENGTH_WORD_BYTES + object.length());
      writeBytes(object.view().segment(), object.start(), object.length());
    }
  }

  private void writeBytes(MemorySegment bytes, long from, int length) throws IOException {
    int done = 0;
    while (done < length) {
      int part = Math.min(buffer.length, length - done);
      MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, from + done, buffer, 0, part);
      out.write(buffer, 0, part);
      done += part;
    }
  }

  private void writeZeros(long count) throws IOException {
    for (long left = count; left > 0; left -= PADDING.length) {
      out.write(PADDING, 0, (int) Math.min(left, PADDING.length));
    }
  }
}
