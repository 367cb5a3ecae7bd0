package io.detsguard.storage.dets;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.table.FormatVariant;
import io.detsguard.domain.table.SlotCounts;
import io.detsguard.domain.table.TableFigures;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the two ends of a table file say: its header and, when it was properly closed, its free
 * lists and trailer.
 *
 * @param header the fields at the front
 * @param fileBytes the length of the file
 * @param dataEnd where data ends: the start of the free lists when that can be believed, else the
 *     end of the file; never beyond the address space
 * @param freeSpace the free blocks; empty when the table was not properly closed or its free lists
 *     could not be read to their end
 */
record TableFrame(TableHeader header, long fileBytes, long dataEnd, Optional<FreeSpace> freeSpace) {

  /** The verdict on a table about which there are these findings, and which is not unsupported. */
  Verdict verdict(FindingCollector findings) {
    if (!findings.isEmpty()) {
      return Verdict.DAMAGED;
    }
    return header.isClosedProperly() ? Verdict.SOUND : Verdict.NOT_PROPERLY_CLOSED;
  }

  /** Whether a header that is all right names a hash that is not known here. */
  boolean isUnsupported(FindingCollector findings) {
    return findings.isEmpty() && header.hashMethod() > DetsLayout.HASH_PHASH2;
  }

  /** The report of a table whose keys are placed by a hash that is not known here. */
  CheckReport unsupportedHash() {
    Finding finding =
        Finding.at(
            DetsLayout.HASH_METHOD_OFFSET,
            FindingKind.HASH_METHOD,
            "0 (phash) or 1 (phash2)",
            header.hashMethod());
    return CheckReport.refused(Verdict.UNSUPPORTED, finding).withFigures(figures());
  }

  /**
   * The figures of the table, without live bytes; empty when type or key position cannot be. Source
   * of the definitions: {@code docs/dets-format.md}, "Health figures".
   */
  Optional<TableFigures> figures() {
    if (!header.describesObjects()) {
      return Optional.empty();
    }
    return Optional.of(
        new TableFigures(
            header.type().orElseThrow(),
            (int) header.keyPosition(),
            variant(),
            header.objects(),
            header.keys(),
            fileBytes,
            dataEnd,
            DetsLayout.fixedBytes(header.slots()),
            allocatedBytes(),
            OptionalLong.empty(),
            freeBytes(),
            new SlotCounts(header.minSlots(), header.slots(), header.maxSlots()),
            header.isClosedProperly()));
  }

  /** Which of the four layouts this is ({@code docs/dets-format.md}, "Versions"). */
  FormatVariant variant() {
    if (!header.digest().isPresent()) {
      return header.lacksCounters() ? FormatVariant.A : FormatVariant.B;
    }
    OptionalLong base = freeSpace.map(FreeSpace::base).orElse(OptionalLong.empty());
    boolean startsBehindPointers = base.isPresent() && base.getAsLong() == DetsLayout.BASE;
    return startsBehindPointers ? FormatVariant.C : FormatVariant.D;
  }

  private OptionalLong allocatedBytes() {
    return header.lacksCounters()
        ? OptionalLong.empty()
        : OptionalLong.of(header.counters().allocatedBytes());
  }

  private OptionalLong freeBytes() {
    return freeSpace.isPresent()
        ? OptionalLong.of(freeSpace.get().bytesInFile())
        : OptionalLong.empty();
  }
}
