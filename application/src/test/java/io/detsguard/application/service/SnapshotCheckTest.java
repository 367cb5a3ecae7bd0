package io.detsguard.application.service;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.in.CheckFilesUseCase.SnapshotCheck;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.RecordDigest;
import io.detsguard.domain.check.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SnapshotCheckTest {
  private static final Manifest MANIFEST = OwnedTable.SNAPSHOT.manifest();

  @Test
  void isIntactWithTheBytesAndTheRecordsOfTheManifest() {
    assertTrue(check(sound(Optional.of(MANIFEST.recordDigest()))).isIntact());
    assertFalse(check(sound(Optional.of(RecordDigest.EMPTY))).isIntact());
  }

  @Test
  void cannotBeMadeOfACheckThatWasNotAskedForTheDigest() {
    CheckReport report = sound(Optional.empty());
    assertThrows(IllegalStateException.class, () -> check(report));
  }

  @Test
  void fileThatIsNoTableDoesNotMatch() {
    CheckReport refused =
        CheckReport.refused(
            Verdict.NOT_DETS, Finding.at(4, FindingKind.NOT_A_TABLE, "a cookie", "text"));
    assertFalse(check(refused).matchesManifest());
  }

  private static SnapshotCheck check(CheckReport report) {
    return new SnapshotCheck(OwnedTable.SNAPSHOT, MANIFEST.sha256(), report);
  }

  private static CheckReport sound(Optional<RecordDigest> digest) {
    return new CheckReport(
        Verdict.SOUND,
        Optional.of(MANIFEST.figures()),
        MANIFEST.figures().records(),
        MANIFEST.figures().records(),
        digest,
        Optional.empty(),
        List.of(),
        0,
        List.of());
  }
}
