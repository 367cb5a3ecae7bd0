package io.detsguard.domain.table;

import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a table file says of itself. All sizes are bytes.
 *
 * <p>Counts come from the header: they are exact when the table was properly closed and up to 256
 * keys behind when it was not. Definitions: {@code docs/dets-format.md}, "Health figures".
 *
 * @param type set, bag or duplicate bag
 * @param keyPosition the element of each object that is its key, counted from 1
 * @param variant which of the four layouts of version 9 this is
 * @param records objects in the table
 * @param keys different keys in the table
 * @param fileBytes length of the file
 * @param dataEndBytes where data ends and the free lists start; for a table that was not properly
 *     closed, the length of the file
 * @param fixedBytes header, part pointers, parts and segments
 * @param allocatedBytes blocks given to live collections, padding included; unknown for variant 9a
 * @param liveBytes the collections themselves; known only after their sizes were read
 * @param freeBytes free blocks below the end of data; known only for a properly closed table
 * @param slots the slots there are
 * @param properlyClosed whether the file holds every accepted update and its free lists
 */
public record TableFigures(
    TableType type,
    int keyPosition,
    FormatVariant variant,
    long records,
    long keys,
    long fileBytes,
    long dataEndBytes,
    long fixedBytes,
    OptionalLong allocatedBytes,
    OptionalLong liveBytes,
    OptionalLong freeBytes,
    SlotCounts slots,
    boolean properlyClosed) {

  /** No block of a table may end beyond this address: 2 GiB less the room for free lists. */
  public static final long ADDRESS_LIMIT = (1L << 31) - 50_000_000;

  /** The share of the file, 0 to 1, that compaction would give back. */
  public OptionalDouble fragmentation() {
    return freeBytes.isEmpty() || fileBytes == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) freeBytes.getAsLong() / fileBytes);
  }

  /** Bytes lost to rounding collections up to powers of two. */
  public OptionalLong paddingBytes() {
    return allocatedBytes.isEmpty() || liveBytes.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(allocatedBytes.getAsLong() - liveBytes.getAsLong());
  }

  /** How much of the 2 GiB that a table can ever hold is behind it, 0 to 1. */
  public double spaceFill() {
    return (double) dataEndBytes / ADDRESS_LIMIT;
  }

  /** The same figures with the size of all collections known. */
  public TableFigures withLiveBytes(long bytes) {
    return new TableFigures(
        type,
        keyPosition,
        variant,
        records,
        keys,
        fileBytes,
        dataEndBytes,
        fixedBytes,
        allocatedBytes,
        OptionalLong.of(bytes),
        freeBytes,
        slots,
        properlyClosed);
  }
}
