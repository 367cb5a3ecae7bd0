package io.detsguard.storage.dets;

import io.detsguard.domain.check.FindingKind;
import java.util.List;

/**
 * The strongest check there is of a properly closed table: parts, segments, blocks of live
 * collections and free blocks cover the address space exactly.
 *
 * <p>The space ends 2 GiB behind the base of the buddy area; the base is in the header, or follows
 * from the end of the highest free block. Overlaps below the end of data were found while the space
 * was marked; here are the gaps, and all beyond. Source: {@code docs/dets-format.md}, "Free lists".
 */
final class Tiling {
  private final TableHeader header;
  private final FreeSpace freeSpace;
  private final FindingCollector findings;

  Tiling(TableHeader header, FreeSpace freeSpace, FindingCollector findings) {
    this.header = header;
    this.freeSpace = freeSpace;
    this.findings = findings;
  }

  /** Checks a map in which everything has been marked. */
  void check(SpaceMap space) {
    space.gaps(this::gap);
    if (space.hasMoreBeyond()) {
      report(space.end(), "at most " + SpaceMap.MAX_BEYOND + " blocks beyond the data", "more");
    } else {
      checkBeyond(space.end(), space.beyond());
    }
  }

  private void checkBeyond(long from, List<SpaceMap.Extent> extents) {
    long covered = from;
    for (SpaceMap.Extent extent : inOrder(extents)) {
      if (extent.start() > covered) {
        gap(covered, extent.start());
      } else if (extent.start() < covered) {
        report(extent.start(), "one block", "blocks that overlap");
      }
      covered = Math.max(covered, extent.end());
    }
    checkTop(covered);
  }

  private static List<SpaceMap.Extent> inOrder(List<SpaceMap.Extent> extents) {
    return extents.stream().sorted().toList();
  }

  private void checkTop(long top) {
    long base = top - DetsLayout.ADDRESS_SPACE;
    boolean possible =
        header.baseField() == 0
            ? freeSpace.base().isPresent() && freeSpace.base().getAsLong() == base
            : header.baseField() == base;
    if (!possible) {
      String expected =
          header.baseField() == 0
              ? "an address space that ends at 2^31 + 1336 + k * 2048"
              : "an address space that ends at " + (header.baseField() + DetsLayout.ADDRESS_SPACE);
      report(top, expected, "one that ends at " + top);
    }
  }

  private void gap(long start, long end) {
    report(start, "blocks without a gap", (end - start) + " bytes that belong to none");
  }

  private void report(long offset, String expected, String found) {
    findings.at(offset, FindingKind.TILING, expected, found);
  }
}
