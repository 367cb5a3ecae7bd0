package io.detsguard.storage.dets;

import io.detsguard.domain.table.TableType;

/**
 * What a table to be written is, apart from its objects.
 *
 * @param type set, bag or duplicate bag
 * @param keyPosition the element that is the key, counted from 1
 * @param minSlots the number of slots the table never falls below; rounded up to a power of two of
 *     at least 256
 * @param maxSlots the ceiling of its growth; rounded up to a multiple of 256 of at least {@code
 *     minSlots}
 */
public record TableSpec(TableType type, int keyPosition, long minSlots, long maxSlots) {

  /** Rounds the numbers of slots as the format wants them. */
  public TableSpec {
    if (keyPosition < 1 || keyPosition > TableHeader.KEY_POSITION_MAX) {
      throw new IllegalArgumentException("no tuple has an element " + keyPosition);
    }
    if (minSlots > DetsLayout.SLOTS_MAX || maxSlots > DetsLayout.SLOTS_MAX) {
      throw new IllegalArgumentException("a table has at most " + DetsLayout.SLOTS_MAX + " slots");
    }
    minSlots = powerOfTwoFrom(Math.max(minSlots, DetsLayout.SLOTS_PER_SEGMENT));
    maxSlots = wholeSegments(Math.max(minSlots, maxSlots));
  }

  /** A table as Erlang makes it by default: at least 256 slots, at most all there can be. */
  public static TableSpec of(TableType type, int keyPosition) {
    return new TableSpec(type, keyPosition, DetsLayout.SLOTS_PER_SEGMENT, DetsLayout.SLOTS_MAX);
  }

  /** The slots that suit so many keys: about as many, within the limits. */
  public long slotsFor(long keys) {
    return Math.min(Math.max(wholeSegments(keys), minSlots), maxSlots);
  }

  private static long powerOfTwoFrom(long slots) {
    return Long.highestOneBit(slots - 1) << 1;
  }

  private static long wholeSegments(long slots) {
    return Math.ceilDiv(slots, DetsLayout.SLOTS_PER_SEGMENT) * DetsLayout.SLOTS_PER_SEGMENT;
  }
}
