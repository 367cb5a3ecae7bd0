package io.detsguard.storage.dets;

/**
 * Every offset, size and magic number of a DETS file of version 9, from the front to the back.
 *
 * <pre>
 *      0  header                    {@link #HEADER_MEANINGFUL_BYTES} bytes that mean something, the rest reserved
 *    312  256 part pointers         each to a part of the segment array, 0 when there is none
 *   1336  parts and segments        those the table was created with
 *     B0  blocks                    collections, live and free; more parts and segments if it grew
 *      F  free lists                in a properly closed file: chunks, ascending by block size
 *  end-4  trailer                   in a properly closed file: its length less the base field
 * </pre>
 *
 * All numbers on file are unsigned, 32 bits, most significant byte first; all positions count from
 * the start of the file. Source: {@code docs/dets-format.md}, "Header" to "Free lists".
 */
public final class DetsLayout {
  /** Where the free lists start; meaningful only when closed properly. */
  public static final int FREE_LISTS_POINTER_OFFSET = 0;

  /** Where {@link #COOKIE} stands. */
  public static final int COOKIE_OFFSET = 4;

  /** 1, or 0 from the first change until the next save or close. */
  public static final int CLOSED_PROPERLY_OFFSET = 8;

  /** First byte that the header's MD5 covers, and the type code. */
  public static final int TYPE_OFFSET = 12;

  public static final int VERSION_OFFSET = 16;

  /** M: the modulus of the slot hash, a power of two. */
  public static final int HASH_MODULUS_OFFSET = 20;

  /** Next: the number of slots that exist. */
  public static final int SLOTS_OFFSET = 24;

  public static final int KEY_POSITION_OFFSET = 28;
  public static final int OBJECTS_OFFSET = 32;
  public static final int KEYS_OFFSET = 36;
  public static final int MIN_SLOTS_OFFSET = 40;
  public static final int MAX_SLOTS_OFFSET = 44;
  public static final int HASH_METHOD_OFFSET = 48;

  /** N: how many slots of the current round of growth have been split. */
  public static final int SPLIT_POINTER_OFFSET = 52;

  /** The first of {@link #COUNTERS} counters of live collections, by block size. */
  public static final int COUNTERS_OFFSET = 56;

  /** MD5 of the bytes from {@link #TYPE_OFFSET} up to here; all zero when there is none. */
  public static final int DIGEST_OFFSET = 168;

  public static final int DIGEST_BYTES = 16;

  /** 0, or the address of the first byte after the parts and segments of the creation. */
  public static final int BASE_FIELD_OFFSET = 184;

  /** The header up to its reserved bytes; a shorter file is no table. */
  public static final int HEADER_MEANINGFUL_BYTES = 188;

  /** The header with its reserved bytes, and where the part pointers start. */
  public static final int PART_POINTERS_OFFSET = 312;

  public static final int PARTS = 256;

  /** First byte behind header and part pointers: what a small read of a table's head needs. */
  public static final int BASE = PART_POINTERS_OFFSET + 4 * PARTS;

  public static final int TRAILER_BYTES = 4;

  public static final long COOKIE = 0x00ABCDEFL;
  public static final long CLOSED_PROPERLY = 1;
  public static final long OPEN_OR_LEFT_OPEN = 0;
  public static final int VERSION = 9;

  /** Slots are placed by {@code phash}: files older than 2002. */
  public static final long HASH_PHASH = 0;

  /** Slots are placed by {@code phash2}. */
  public static final long HASH_PHASH2 = 1;

  /** Status word of a live collection. */
  public static final long ACTIVE = 0x12345678L;

  /** Status word of a freed collection and of each free list chunk. */
  public static final long FREE = 0x03ABCDEFL;

  public static final int SLOTS_PER_SEGMENT = 256;
  public static final int SEGMENTS_PER_PART = 512;
  public static final int SLOTS_PER_PART = SLOTS_PER_SEGMENT * SEGMENTS_PER_PART;
  public static final int SEGMENTS_MAX = PARTS * SEGMENTS_PER_PART;
  public static final int SLOTS_MAX = PARTS * SLOTS_PER_PART;

  /** A slot is the size of its collection, then the collection's address; both 0 when empty. */
  public static final int SLOT_BYTES = 8;

  public static final int SEGMENT_BYTES = SLOTS_PER_SEGMENT * SLOT_BYTES;
  public static final int PART_BYTES = SEGMENTS_PER_PART * 4;

  /** A collection starts with its size, header included, and its status. */
  public static final int COLLECTION_HEADER_BYTES = 8;

  public static final int STATUS_OFFSET = 4;

  /** An entry of a body, and a key's group in a bag, starts with its length, these 4 included. */
  public static final int LENGTH_WORD_BYTES = 4;

  /** The smallest block, and the distance between possible block addresses. */
  public static final int GRANULE_BYTES = 16;

  /** The base-2 logarithm of {@link #GRANULE_BYTES}: the size of the first counter's blocks. */
  public static final int MIN_BLOCK_LOG2 = 4;

  /** The base-2 logarithm of the last counter's block size. */
  public static final int MAX_BLOCK_LOG2 = 31;

  public static final int COUNTERS = MAX_BLOCK_LOG2 - MIN_BLOCK_LOG2 + 1;

  /** Each block address leaves this remainder when divided by {@link #GRANULE_BYTES}. */
  public static final int ADDRESS_REMAINDER = BASE % GRANULE_BYTES;

  /** The bytes that blocks, parts and segments tile, counted from the buddy area's base. */
  public static final long ADDRESS_SPACE = 1L << 31;

  /** A free list chunk starts with its size, {@link #FREE} and its class. */
  public static final int CHUNK_HEADER_BYTES = 12;

  public static final int CHUNK_MAX_BYTES = 4096;

  /** Class c of a chunk lists free blocks of 2^(c-1) bytes. */
  public static final int CLASS_MAX = 32;

  /** The class of the chunk that ends the free lists. */
  public static final long CLASS_END = 12345;

  private DetsLayout() {}

  /** The base-2 logarithm of the block that holds {@code size} bytes: 4 to 32 for 32-bit sizes. */
  public static int blockLog2(long size) {
    return Math.max(MIN_BLOCK_LOG2, Long.SIZE - Long.numberOfLeadingZeros(size - 1));
  }

  /** The size of the block that holds {@code size} bytes: the next power of two, at least 16. */
  public static long blockBytes(long size) {
    return 1L << blockLog2(size);
  }

  /** Whether a part, segment or block can start at {@code address}. */
  public static boolean isBlockAddress(long address) {
    return address >= BASE && address % GRANULE_BYTES == ADDRESS_REMAINDER;
  }

  /** The segments that {@code slots} slots need. */
  public static int segmentsFor(long slots) {
    return (int) Math.ceilDiv(slots, SLOTS_PER_SEGMENT);
  }

  /** The parts of the segment array that {@code slots} slots need. */
  public static int partsFor(long slots) {
    return (int) Math.ceilDiv(slots, SLOTS_PER_PART);
  }

  /** Bytes of header, part pointers, parts and segments of a table of {@code slots} slots. */
  public static long fixedBytes(long slots) {
    return BASE + (long) PART_BYTES * partsFor(slots) + (long) SEGMENT_BYTES * segmentsFor(slots);
  }
}
