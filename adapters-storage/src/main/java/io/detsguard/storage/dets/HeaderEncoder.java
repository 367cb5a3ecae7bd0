package io.detsguard.storage.dets;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Encodes the header of a properly closed table, its MD5 included. */
final class HeaderEncoder {
  private HeaderEncoder() {}

  /**
   * The {@link DetsLayout#PART_POINTERS_OFFSET} bytes of a header.
   *
   * @param header the fields; its digest is not used
   */
  static byte[] encode(TableHeader header) {
    ByteBuffer bytes = ByteBuffer.allocate(DetsLayout.PART_POINTERS_OFFSET);
    put(bytes, DetsLayout.FREE_LISTS_POINTER_OFFSET, header.freeListsPointer());
    put(bytes, DetsLayout.COOKIE_OFFSET, DetsLayout.COOKIE);
    put(bytes, DetsLayout.CLOSED_PROPERLY_OFFSET, header.closedProperly());
    put(bytes, DetsLayout.TYPE_OFFSET, header.typeCode());
    put(bytes, DetsLayout.VERSION_OFFSET, DetsLayout.VERSION);
    put(bytes, DetsLayout.HASH_MODULUS_OFFSET, header.hashModulus());
    put(bytes, DetsLayout.SLOTS_OFFSET, header.slots());
    put(bytes, DetsLayout.KEY_POSITION_OFFSET, header.keyPosition());
    put(bytes, DetsLayout.OBJECTS_OFFSET, header.objects());
    put(bytes, DetsLayout.KEYS_OFFSET, header.keys());
    put(bytes, DetsLayout.MIN_SLOTS_OFFSET, header.minSlots());
    put(bytes, DetsLayout.MAX_SLOTS_OFFSET, header.maxSlots());
    put(bytes, DetsLayout.HASH_METHOD_OFFSET, header.hashMethod());
    put(bytes, DetsLayout.SPLIT_POINTER_OFFSET, header.splitPointer());
    putCounters(bytes, header.counters());
    put(bytes, DetsLayout.BASE_FIELD_OFFSET, header.baseField());
    bytes.put(DetsLayout.DIGEST_OFFSET, digest(bytes.array()));
    return bytes.array();
  }

  private static void putCounters(ByteBuffer bytes, CollectionCounters counters) {
    for (int log2 = DetsLayout.MIN_BLOCK_LOG2; log2 <= DetsLayout.MAX_BLOCK_LOG2; log2++) {
      int index = log2 - DetsLayout.MIN_BLOCK_LOG2;
      put(bytes, DetsLayout.COUNTERS_OFFSET + 4 * index, counters.count(log2));
    }
  }

  private static byte[] digest(byte[] header) {
    return HeaderDigest.of(
        Arrays.copyOfRange(header, DetsLayout.TYPE_OFFSET, DetsLayout.DIGEST_OFFSET));
  }

  private static void put(ByteBuffer bytes, int offset, long value) {
    bytes.putInt(offset, (int) value);
  }
}
