package io.detsguard.storage.dets;

import io.detsguard.domain.table.TableType;
import java.util.Optional;

/**
 * The fields of a table's header as they stand in the file, believed or not.
 *
 * <p>Each number is the unsigned 32-bit value on file. {@link HeaderRules} says which values are
 * possible. Source: {@code docs/dets-format.md}, "Header".
 *
 * @param freeListsPointer where the free lists start, when closed properly
 * @param closedProperly 1 when all accepted updates are in the file, 0 when it is open or was left
 *     so
 * @param typeCode 1 set, 2 bag, 3 duplicate bag
 * @param hashModulus M, a power of two of at least 256
 * @param slots Next, the slots that exist: M + N
 * @param keyPosition the element that is the key, counted from 1
 * @param objects objects in the table
 * @param keys different keys among them
 * @param minSlots the number of slots it was created with
 * @param maxSlots the ceiling of its growth
 * @param hashMethod which hash places the keys
 * @param splitPointer N, the slots already split in this round of growth
 * @param counters live collections by block size
 * @param digest the MD5 of the fields from the type code on
 * @param baseField 0, or where the parts and segments of the creation end
 */
public record TableHeader(
    long freeListsPointer,
    long closedProperly,
    long typeCode,
    long hashModulus,
    long slots,
    long keyPosition,
    long objects,
    long keys,
    long minSlots,
    long maxSlots,
    long hashMethod,
    long splitPointer,
    CollectionCounters counters,
    HeaderDigest digest,
    long baseField) {

  /** Tuples of more elements do not exist in Erlang, so no key lies further out. */
  static final long KEY_POSITION_MAX = (1 << 24) - 1;

  public boolean isClosedProperly() {
    return closedProperly == DetsLayout.CLOSED_PROPERLY;
  }

  /** The table's type, unless the code is none. */
  public Optional<TableType> type() {
    return TableType.ofCode(typeCode);
  }

  /** Whether type and key position can be: without them no object can be understood. */
  public boolean describesObjects() {
    return type().isPresent() && keyPosition >= 1 && keyPosition <= KEY_POSITION_MAX;
  }

  /** Whether M, N and Next fit one another, so that slots can be addressed by them. */
  boolean describesSlots() {
    return Long.bitCount(hashModulus) == 1
        && hashModulus >= DetsLayout.SLOTS_PER_SEGMENT
        && splitPointer < hashModulus
        && slots == hashModulus + splitPointer
        && slots % DetsLayout.SLOTS_PER_SEGMENT == 0
        && slots <= DetsLayout.SLOTS_MAX;
  }

  /** Whether the counters were never kept: variant 9a. */
  boolean lacksCounters() {
    return counters.allZero() && objects > 0 && !digest.isPresent();
  }

  /** The same header as it is while the table's owner has it open. */
  TableHeader asLeftOpen() {
    return new TableHeader(
        freeListsPointer,
        DetsLayout.OPEN_OR_LEFT_OPEN,
        typeCode,
        hashModulus,
        slots,
        keyPosition,
        objects,
        keys,
        minSlots,
        maxSlots,
        hashMethod,
        splitPointer,
        counters,
        digest,
        baseField);
  }

  /** Whether nothing about the fields is impossible, and the digest, if there is one, fits them. */
  public boolean isBelievable() {
    FindingCollector findings = new FindingCollector();
    HeaderRules.check(this, findings);
    return findings.isEmpty();
  }
}
