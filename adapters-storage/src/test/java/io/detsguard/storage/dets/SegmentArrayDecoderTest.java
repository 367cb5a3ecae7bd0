package io.detsguard.storage.dets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pointers to parts and segments, each as a finding tells of it. */
class SegmentArrayDecoderTest {
  private static final long PARTS_AT = DetsLayout.PART_POINTERS_OFFSET;

  /** One part and one segment, which lie in front of its data. */
  private static PatchedTable table() {
    return PatchedTable.ofCorpus("task_dead_letter.dets");
  }

  private static PatchedTable open(PatchedTable table) {
    return table.u32(DetsLayout.CLOSED_PROPERLY_OFFSET, 0).withRightDigest();
  }

  private static Optional<String> findingAt(CheckReport report, long offset) {
    return report.findings().stream()
        .filter(finding -> finding.offset().equals(OptionalLong.of(offset)))
        .map(Finding::expected)
        .findFirst();
  }

  private static long part(PatchedTable table) {
    return table.u32(PARTS_AT);
  }

  /** Where the last block ends, as the header of a closed table has it. */
  private static long dataEnd(PatchedTable table) {
    return table.u32(DetsLayout.FREE_LISTS_POINTER_OFFSET);
  }

  @Test
  void missingPartIsFound() {
    CheckReport report = table().u32(PARTS_AT, 0).check();
    assertTrue(findingAt(report, PARTS_AT).orElseThrow().startsWith("an address (8 modulo 16)"));
    assertEquals(Verdict.DAMAGED, report.verdict());
  }

  @Test
  void missingSegmentIsFound() {
    PatchedTable table = table();
    long at = part(table);
    assertTrue(
        findingAt(table.u32(at, 0).check(), at).orElseThrow().startsWith("an address (8 modulo"));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1320, 1337, 0x7FFF_FFF8L, 0xFFFF_FFF8L})
  void partSomewhereElseIsFound(long address) {
    PatchedTable table = table();
    String expected =
        "an address (8 modulo 16) from 1336 to " + (dataEnd(table) - DetsLayout.PART_BYTES);
    assertEquals(Optional.of(expected), findingAt(table.u32(PARTS_AT, address).check(), PARTS_AT));
  }

  @Test
  void segmentMayEndWhereTheDataEndsAndNotBehind() {
    PatchedTable table = table();
    long at = part(table);
    long last = (dataEnd(table) - DetsLayout.SEGMENT_BYTES - 8) / 16 * 16 + 8;
    String place = "an address (8 modulo 16) from 1336 to ";
    assertTrue(findingAt(table.u32(at, last + 16).check(), at).orElseThrow().startsWith(place));
    assertTrue(
        findingAt(table.u32(at, last).check(), at).filter(f -> f.startsWith(place)).isEmpty());
  }

  @Test
  void partThatLiesInAnotherIsFound() {
    PatchedTable table = table();
    long second = PARTS_AT + 4;
    CheckReport report = open(table.u32(second, part(table))).check();
    assertEquals(Optional.of("bytes of its own"), findingAt(report, second));
  }

  @Test
  void pointersBeyondTheSlotsOfAClosedTableAreFoundAtEachLevel() {
    PatchedTable table = table();
    long last = PARTS_AT + 4L * (DetsLayout.PARTS - 1);
    long segment = part(table) + 4L * (DetsLayout.SEGMENTS_PER_PART - 1);
    CheckReport report = table.u32(last, DetsLayout.BASE).u32(segment, DetsLayout.BASE).check();
    String expected = "0, beyond the slots of the table";
    assertEquals(Optional.of(expected), findingAt(report, last));
    assertEquals(Optional.of(expected), findingAt(report, segment));
  }

  @Test
  void openTableMayHaveGrownByOneSegmentAfterTheOther() {
    PatchedTable table = table();
    int known = (int) table.u32(DetsLayout.SLOTS_OFFSET) / DetsLayout.SLOTS_PER_SEGMENT;
    long next = part(table) + 4L * known;
    long free = dataEnd(table) - DetsLayout.SEGMENT_BYTES;
    long place = (free - 8) / 16 * 16 + 8;
    List<Finding> nextFindings = open(table().u32(next, place)).check().findings();
    assertTrue(
        nextFindings.stream().noneMatch(f -> f.expected().equals("0, as before it")),
        nextFindings::toString);
    CheckReport skipped = open(table().u32(next + 4, place)).check();
    assertEquals(Optional.of("0, as before it"), findingAt(skipped, next + 4));
    assertTrue(
        skipped.findings().stream()
            .filter(f -> f.offset().equals(OptionalLong.of(next + 4)))
            .allMatch(f -> f.kind() == FindingKind.SEGMENT_POINTER));
  }
}
