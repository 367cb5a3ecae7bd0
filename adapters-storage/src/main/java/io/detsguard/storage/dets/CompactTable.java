package io.detsguard.storage.dets;

import io.detsguard.storage.term.ByteView;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A sound table without its free space: each slot keeps its collection, byte for byte.
 *
 * <p>No key is hashed and no term decoded, so that this works for files whose keys are placed by
 * {@code phash} as well. The largest blocks lie first, those of one size in the order of their
 * slots. Takes 8 bytes for each slot that is not empty. Source: {@code docs/dets-format.md},
 * "Writing a table".
 */
public final class CompactTable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final TableSlots slots;
  private final FrameEncoder frame;
  private final int[] used;
  private final int[] sizes;

  private CompactTable(TableSlots slots) throws IOException, InterruptedException {
    this.slots = slots;
    int[] found = new int[256];
    int[] lengths = new int[256];
    int count = 0;
    for (long slot = 0; slot < slots.count(); slot++) {
      long size = slots.size(slot);
      if (size > 0) {
        if (count == found.length) {
          found = Arrays.copyOf(found, 2 * count);
          lengths = Arrays.copyOf(lengths, 2 * count);
        }
        found[count] = (int) slot;
        lengths[count++] = Math.toIntExact(size);
      }
    }
    this.used = Arrays.copyOf(found, count);
    this.sizes = Arrays.copyOf(lengths, count);
    this.frame = frame();
    Cancellation.check();
  }

  private FrameEncoder frame() {
    TableHeader header = slots.header();
    long base = DetsLayout.fixedBytes(slots.count());
    long blockBytes = Arrays.stream(sizes).mapToLong(DetsLayout::blockBytes).sum();
    return new FrameEncoder(
        new TableSpec(slots.type(), slots.keyPosition(), header.minSlots(), header.maxSlots()),
        new SlotPlacement.Exact((int) header.hashModulus(), (int) header.splitPointer()),
        new FrameEncoder.Contents(header.objects(), header.keys(), counters(), base + blockBytes));
  }

  private CollectionCounters counters() {
    long[] counts = new long[DetsLayout.COUNTERS];
    for (int size : sizes) {
      counts[DetsLayout.blockLog2(size) - DetsLayout.MIN_BLOCK_LOG2]++;
    }
    return CollectionCounters.of(counts);
  }

  /** How a table becomes a compact one. */
  @FunctionalInterface
  public interface Reading<T> {
    /** Asks it or writes it; it is gone when this returns. */
    T read(CompactTable table) throws IOException, InterruptedException;
  }

  /**
   * Opens a table that stood a check for {@code reading}.
   *
   * @throws TableChangedException when it is no longer what the check accepted
   */
  public static <T> T read(Path path, Reading<T> reading) throws IOException, InterruptedException {
    return MappedTable.read(path, slots -> reading.read(new CompactTable(slots)));
  }

  /** The length of the compact file, exactly. */
  public long length() {
    return frame.length();
  }

  /** How many slots it has. */
  public long slots() {
    return slots.count();
  }

  /**
   * Writes the file from the front to the back.
   *
   * @param target is flushed, not closed
   * @return its length
   */
  public long writeTo(OutputStream target) throws IOException, InterruptedException {
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(target, BUFFER_BYTES));
    frame.writeHead(out, slots.header().hashMethod());
    writeSegments(out);
    for (int log2 = DetsLayout.MAX_BLOCK_LOG2; log2 >= DetsLayout.MIN_BLOCK_LOG2; log2--) {
      Cancellation.check();
      for (int i = 0; i < used.length; i++) {
        if (DetsLayout.blockLog2(sizes[i]) == log2) {
          writeCollection(out, used[i], sizes[i]);
        }
      }
    }
    long length = frame.writeTail(out);
    out.flush();
    return length;
  }

  private void writeSegments(DataOutputStream out) throws IOException {
    long[] next = firstAddresses();
    long slot = 0;
    for (int i = 0; i < used.length; i++) {
      int log2 = DetsLayout.blockLog2(sizes[i]);
      zeros(out, (used[i] - slot) * DetsLayout.SLOT_BYTES);
      out.writeInt(sizes[i]);
      out.writeInt((int) next[log2]);
      next[log2] += 1L << log2;
      slot = used[i] + 1L;
    }
    zeros(out, (slots.count() - slot) * DetsLayout.SLOT_BYTES);
  }

  /** Where the first block of each size lies. */
  private long[] firstAddresses() {
    CollectionCounters counters = frame.contents().counters();
    long[] first = new long[DetsLayout.MAX_BLOCK_LOG2 + 1];
    long address = frame.base();
    for (int log2 = DetsLayout.MAX_BLOCK_LOG2; log2 >= DetsLayout.MIN_BLOCK_LOG2; log2--) {
      first[log2] = address;
      address += counters.count(log2) << log2;
    }
    return first;
  }

  private void writeCollection(DataOutputStream out, long slot, int size) throws IOException {
    if (slots.size(slot) != size) {
      throw new TableChangedException("slot " + slot + " changed");
    }
    out.writeInt(size);
    out.writeInt((int) DetsLayout.ACTIVE);
    copy(out, slots.file(), slots.body(slot), size - DetsLayout.COLLECTION_HEADER_BYTES);
    zeros(out, DetsLayout.blockBytes(size) - size);
  }

  private static void copy(DataOutputStream out, ByteView file, long from, long length)
      throws IOException {
    byte[] buffer = new byte[(int) Math.min(length, BUFFER_BYTES)];
    for (long done = 0; done < length; done += buffer.length) {
      int part = (int) Math.min(buffer.length, length - done);
      MemorySegment.copy(file.segment(), ValueLayout.JAVA_BYTE, from + done, buffer, 0, part);
      out.write(buffer, 0, part);
    }
  }

  private static void zeros(DataOutputStream out, long count) throws IOException {
    byte[] zeros = new byte[(int) Math.min(count, BUFFER_BYTES)];
    for (long left = count; left > 0; left -= zeros.length) {
      out.write(zeros, 0, (int) Math.min(left, zeros.length));
    }
  }
}
