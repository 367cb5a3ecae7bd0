package io.detsguard.domain.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CheckReportTest {
  @Test
  void emptyTableHasTheDigestOfNoRecords() {
    assertEquals(RecordDigest.EMPTY, ofEmptyTable(Optional.of(RecordDigest.EMPTY)).requireDigest());
  }

  @Test
  void digestThatNobodyComputedIsNotTakenForThatOfAnEmptyTable() {
    CheckReport report = ofEmptyTable(Optional.empty());
    IllegalStateException defect = assertThrows(IllegalStateException.class, report::requireDigest);
    assertTrue(defect.getMessage().contains("no digest of its records"), defect::getMessage);
  }

  @Test
  void fileThatIsNoTableHasNoDigest() {
    CheckReport refused =
        CheckReport.refused(
            Verdict.NOT_DETS, Finding.at(4, FindingKind.NOT_A_TABLE, "a cookie", "text"));
    assertThrows(IllegalStateException.class, refused::requireDigest);
  }

  private static CheckReport ofEmptyTable(Optional<RecordDigest> digest) {
    return new CheckReport(
        Verdict.SOUND, Optional.empty(), 0, 0, digest, Optional.empty(), List.of(), 0, List.of());
  }
}
