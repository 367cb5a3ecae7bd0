package io.detsguard.storage.dets;

import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.table.TableType;

/**
 * Which values the fields of a header can have, alone and together.
 *
 * <p>Erlang checks few of these when it opens a table and then trusts all. Source: {@code
 * docs/dets-format.md}, "Header" and "Deep verification".
 */
final class HeaderRules {
  private final TableHeader header;
  private final FindingCollector findings;

  private HeaderRules(TableHeader header, FindingCollector findings) {
    this.header = header;
    this.findings = findings;
  }

  /** Adds a finding for each field that cannot be. */
  static void check(TableHeader header, FindingCollector findings) {
    HeaderRules rules = new HeaderRules(header, findings);
    rules.checkFlags();
    rules.checkSlots();
    rules.checkLimits();
    rules.checkCounts();
    rules.checkPositions();
    rules.checkDigest();
  }

  private void checkFlags() {
    long closed = header.closedProperly();
    if (closed != DetsLayout.CLOSED_PROPERLY && closed != DetsLayout.OPEN_OR_LEFT_OPEN) {
      findings.at(DetsLayout.CLOSED_PROPERLY_OFFSET, FindingKind.CLOSED_FLAG, "0 or 1", closed);
    }
    require(header.type().isPresent(), DetsLayout.TYPE_OFFSET, "type 1, 2 or 3", header.typeCode());
    require(
        header.keyPosition() >= 1 && header.keyPosition() <= TableHeader.KEY_POSITION_MAX,
        DetsLayout.KEY_POSITION_OFFSET,
        "a key position of 1 to " + TableHeader.KEY_POSITION_MAX,
        header.keyPosition());
  }

  private void checkSlots() {
    long modulus = header.hashModulus();
    require(
        Long.bitCount(modulus) == 1 && modulus >= DetsLayout.SLOTS_PER_SEGMENT,
        DetsLayout.HASH_MODULUS_OFFSET,
        "a power of two of at least 256",
        modulus);
    require(
        header.splitPointer() < modulus && isWholeSegments(header.splitPointer()),
        DetsLayout.SPLIT_POINTER_OFFSET,
        "a multiple of 256 below " + modulus,
        header.splitPointer());
    require(
        header.slots() == modulus + header.splitPointer(),
        DetsLayout.SLOTS_OFFSET,
        modulus + header.splitPointer(),
        header.slots());
  }

  private void checkLimits() {
    require(
        header.minSlots() <= header.hashModulus() && isWholeSegments(header.minSlots()),
        DetsLayout.MIN_SLOTS_OFFSET,
        "a multiple of 256, at most " + header.hashModulus(),
        header.minSlots());
    require(
        header.maxSlots() >= header.slots()
            && header.maxSlots() <= DetsLayout.SLOTS_MAX
            && isWholeSegments(header.maxSlots()),
        DetsLayout.MAX_SLOTS_OFFSET,
        "a multiple of 256 from " + header.slots() + " to " + DetsLayout.SLOTS_MAX,
        header.maxSlots());
  }

  private void checkCounts() {
    if (header.typeCode() == TableType.SET.code()) {
      require(
          header.keys() == header.objects(),
          DetsLayout.KEYS_OFFSET,
          "as many keys as objects, " + header.objects(),
          header.keys());
    } else {
      require(
          header.keys() <= header.objects(),
          DetsLayout.KEYS_OFFSET,
          "at most " + header.objects(),
          header.keys());
    }
  }

  private void checkPositions() {
    if (header.isClosedProperly()) {
      require(
          header.freeListsPointer() >= DetsLayout.BASE,
          DetsLayout.FREE_LISTS_POINTER_OFFSET,
          "at least " + DetsLayout.BASE,
          header.freeListsPointer());
    }
    require(
        header.baseField() == 0 || isPossibleBase(header.baseField()),
        DetsLayout.BASE_FIELD_OFFSET,
        "0 or 1336 + k * 2048",
        header.baseField());
  }

  private void checkDigest() {
    HeaderDigest digest = header.digest();
    if (!digest.isRight()) {
      findings.at(
          DetsLayout.DIGEST_OFFSET, FindingKind.HEADER_DIGEST, digest.computed(), digest.stored());
    }
  }

  /** Whether the buddy area of a table can start there: behind whole parts and segments. */
  static boolean isPossibleBase(long base) {
    return base >= DetsLayout.BASE && (base - DetsLayout.BASE) % DetsLayout.SEGMENT_BYTES == 0;
  }

  private static boolean isWholeSegments(long slots) {
    return slots % DetsLayout.SLOTS_PER_SEGMENT == 0;
  }

  private void require(boolean holds, int offset, Object expected, Object found) {
    if (!holds) {
      findings.at(offset, FindingKind.HEADER_FIELD, expected, found);
    }
  }
}
