package io.detsguard.storage.dets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.table.FormatVariant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderRulesTest {

  private static PatchedTable table() {
    return PatchedTable.ofCorpus("task_dead_letter.dets");
  }

  private static Optional<Finding> findingAt(CheckReport report, long offset) {
    return report.findings().stream()
        .filter(finding -> finding.offset().equals(OptionalLong.of(offset)))
        .findFirst();
  }

  @ParameterizedTest
  @CsvSource({
    // field, offset, a value it cannot have
    "type, 12, 0",
    "type, 12, 4",
    "modulus, 20, 0",
    "modulus, 20, 128",
    "modulus, 20, 300",
    "slots, 24, 0",
    "slots, 24, 255",
    "slots, 24, 4294967040",
    "key position, 28, 0",
    "key position, 28, 16777216",
    "keys, 36, 37",
    "min slots, 40, 300",
    "min slots, 40, 512",
    "max slots, 44, 0",
    "max slots, 44, 4294967040",
    "split pointer, 52, 256",
    "split pointer, 52, 7",
    "base field, 184, 1000",
    "base field, 184, 3383"
  })
  void rejectsImpossibleField(String field, int offset, long value) {
    CheckReport report = table().u32(offset, value).withRightDigest().check();
    assertEquals(Verdict.DAMAGED, report.verdict());
    Optional<Finding> found = findingAt(report, offset);
    assertEquals(
        Optional.of(FindingKind.HEADER_FIELD),
        found.map(Finding::kind),
        () -> field + ": " + report.findings());
    assertEquals(Long.toString(value), found.orElseThrow().found());
  }

  @Test
  void rejectsOtherCountsOfKeysThanOfObjectsInASet() {
    CheckReport report = table().u32(DetsLayout.OBJECTS_OFFSET, 35).withRightDigest().check();
    Finding found = findingAt(report, DetsLayout.KEYS_OFFSET).orElseThrow();
    assertEquals("as many keys as objects, 35", found.expected());
    assertEquals("36", found.found());
  }

  @ParameterizedTest
  @CsvSource({
    // field, offset, the outermost value it can have
    "key position, 28, 16777215",
    "max slots, 44, 33554432",
    "max slots, 44, 256",
    "base field, 184, 0",
    "free lists, 0, 1336"
  })
  void acceptsTheOutermostField(String field, int offset, long value) {
    CheckReport report = table().u32(offset, value).withRightDigest().check();
    assertTrue(
        findingAt(report, offset).filter(f -> f.kind() == FindingKind.HEADER_FIELD).isEmpty(),
        () -> field + ": " + report.findings());
  }

  @Test
  void rejectsWrongDigestAndSaysBoth() {
    CheckReport report = table().u32(DetsLayout.OBJECTS_OFFSET, 35).check();
    Finding finding = findingAt(report, DetsLayout.DIGEST_OFFSET).orElseThrow();
    assertEquals(FindingKind.HEADER_DIGEST, finding.kind());
    assertEquals(32, finding.expected().length());
    assertEquals(32, finding.found().length());
  }

  @ParameterizedTest
  @CsvSource({"2", "4294967295"})
  void rejectsClosedFlagThatIsNeither(long flag) {
    CheckReport report = table().u32(DetsLayout.CLOSED_PROPERLY_OFFSET, flag).check();
    assertEquals(Verdict.DAMAGED, report.verdict());
    assertEquals(
        FindingKind.CLOSED_FLAG,
        findingAt(report, DetsLayout.CLOSED_PROPERLY_OFFSET).orElseThrow().kind());
    assertEquals(36, report.objectsRead());
  }

  @Test
  void unknownHashIsUnsupportedWhenTheHeaderIsRight() {
    CheckReport report = table().u32(DetsLayout.HASH_METHOD_OFFSET, 2).withRightDigest().check();
    assertEquals(Verdict.UNSUPPORTED, report.verdict());
    assertEquals(FindingKind.HASH_METHOD, report.findings().getFirst().kind());
    assertEquals(36, report.figures().orElseThrow().records());
  }

  @Test
  void unknownHashIsDamageWhenTheDigestIsWrong() {
    CheckReport report = table().u32(DetsLayout.HASH_METHOD_OFFSET, 2).check();
    assertEquals(Verdict.DAMAGED, report.verdict());
    assertEquals(36, report.objectsRead());
  }

  @Test
  void oldHashIsReadWithoutCheckingThePlacement() {
    CheckReport report = table().u32(DetsLayout.HASH_METHOD_OFFSET, 0).withRightDigest().check();
    assertEquals(Verdict.SOUND, report.verdict());
    assertEquals(36, report.objectsRead());
    assertTrue(report.notChecked().getFirst().contains("placement"), report::toString);
  }

  @Test
  void tableWithoutDigestIsVariantB() {
    CheckReport report = table().withoutDigest().check();
    assertEquals(Verdict.SOUND, report.verdict());
    assertEquals(FormatVariant.B, report.figures().orElseThrow().variant());
  }

  @Test
  void tableWithoutDigestAndCountersIsVariantA() {
    PatchedTable table = table().withoutDigest().u32(DetsLayout.HASH_METHOD_OFFSET, 0);
    for (int i = 0; i < DetsLayout.COUNTERS; i++) {
      table.u32(DetsLayout.COUNTERS_OFFSET + 4L * i, 0);
    }
    CheckReport report = table.check();
    assertEquals(Verdict.SOUND, report.verdict());
    assertEquals(FormatVariant.A, report.figures().orElseThrow().variant());
    assertEquals(OptionalLong.empty(), report.figures().orElseThrow().allocatedBytes());
    assertEquals(3, report.notChecked().size());
  }

  @ParameterizedTest
  @CsvSource({"0", "1", "187"})
  void fileShorterThanAHeaderIsNoTable(int length) {
    byte[] start = Arrays.copyOf(table().bytes(), length);
    assertEquals(Verdict.NOT_DETS, TestTables.check(start).verdict());
  }

  @Test
  void zerosAreNoTable() {
    assertEquals(Verdict.NOT_DETS, TestTables.check(new byte[12_000]).verdict());
  }
}
