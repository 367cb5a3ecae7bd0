package io.detsguard.storage.dets;

import io.detsguard.domain.check.CheckReport;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** A table in memory in which numbers can be overwritten, for tests of damage. */
public final class PatchedTable {
  private final byte[] bytes;

  /** A copy of a table. */
  public PatchedTable(byte[] table) {
    this.bytes = table.clone();
  }

  /** A copy of a golden file. */
  public static PatchedTable ofCorpus(String name) {
    return new PatchedTable(Corpus.bytes(name));
  }

  /** Overwrites four bytes. */
  public PatchedTable u32(long at, long value) {
    ByteBuffer.wrap(bytes).putInt((int) at, (int) value);
    return this;
  }

  /** Reads four bytes. */
  public long u32(long at) {
    return ByteBuffer.wrap(bytes).getInt((int) at) & 0xFFFF_FFFFL;
  }

  /** Makes the header's MD5 fit its fields again. */
  public PatchedTable withRightDigest() {
    byte[] digest =
        HeaderDigest.of(
            Arrays.copyOfRange(bytes, DetsLayout.TYPE_OFFSET, DetsLayout.DIGEST_OFFSET));
    System.arraycopy(digest, 0, bytes, DetsLayout.DIGEST_OFFSET, digest.length);
    return this;
  }

  PatchedTable withoutDigest() {
    Arrays.fill(bytes, DetsLayout.DIGEST_OFFSET, DetsLayout.BASE_FIELD_OFFSET, (byte) 0);
    return this;
  }

  /** The address of a segment. */
  public long segment(int index) {
    return u32(u32(DetsLayout.PART_POINTERS_OFFSET) + 4L * index);
  }

  /** The places of the first {@code count} slots of segment 0 that are not empty. */
  public long[] usedSlots(int count) {
    long[] used = new long[count];
    int found = 0;
    for (long slot = segment(0); found < count; slot += DetsLayout.SLOT_BYTES) {
      if (u32(slot) != 0) {
        used[found++] = slot;
      }
    }
    return used;
  }

  /** A copy of the table as it is now. */
  public byte[] bytes() {
    return bytes.clone();
  }

  CheckReport check() {
    return TestTables.check(bytes);
  }
}
