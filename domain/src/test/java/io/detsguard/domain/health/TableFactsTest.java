package io.detsguard.domain.health;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Manifests;
import io.detsguard.domain.backup.Provenance;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.check.RecordDigest;
import io.detsguard.domain.health.TableObservation.Readable;
import io.detsguard.domain.health.TableObservation.Unavailable;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Live bytes are taken from a snapshot of the very same state of the file, and of no other. */
class TableFactsTest {
  private static final TableName TABLE = new TableName("a");
  private static final Instant MODIFIED_AT = Instant.parse("2026-02-11T14:30:00.123456789Z");
  private static final long MODIFIED_NANOS = 1_770_820_200_123_456_789L;
  private static final TableFigures FIGURES = Manifests.figures(5464, 0);

  @Test
  void takesLiveBytesFromSnapshotOfTheSameState() {
    assertEquals(OptionalLong.of(77), liveBytes(FIGURES, snapshot(5464, MODIFIED_NANOS)));
  }

  @Test
  void takesNoneFromSnapshotOfAnotherState() {
    assertEquals(OptionalLong.empty(), liveBytes(FIGURES, snapshot(5465, MODIFIED_NANOS)));
    assertEquals(OptionalLong.empty(), liveBytes(FIGURES, snapshot(5464, MODIFIED_NANOS + 1)));
  }

  @Test
  void takesNoneWhileTheTableIsOpen() {
    TableFigures open =
        new TableFigures(
            FIGURES.type(),
            FIGURES.keyPosition(),
            FIGURES.variant(),
            FIGURES.records(),
            FIGURES.keys(),
            FIGURES.fileBytes(),
            FIGURES.dataEndBytes(),
            FIGURES.fixedBytes(),
            FIGURES.allocatedBytes(),
            FIGURES.liveBytes(),
            OptionalLong.empty(),
            FIGURES.slots(),
            false);
    assertEquals(OptionalLong.empty(), liveBytes(open, snapshot(5464, MODIFIED_NANOS)));
  }

  @Test
  void prefersWhatItSawItself() {
    assertEquals(
        OptionalLong.of(5), liveBytes(FIGURES.withLiveBytes(5), snapshot(5464, MODIFIED_NANOS)));
  }

  @Test
  void knowsTheFiguresOfTablesWithoutSnapshot() {
    Readable look = new Readable(FIGURES, MODIFIED_AT, Optional.empty());
    assertEquals(Optional.of(FIGURES), new TableFacts(TABLE, look, Optional.empty()).figures());
  }

  @Test
  void knowsNothingOfUnavailableTables() {
    TableFacts facts =
        new TableFacts(TABLE, new Unavailable("gone"), Optional.of(snapshot(5464, MODIFIED_NANOS)));
    assertEquals(Optional.empty(), facts.figures());
  }

  private static OptionalLong liveBytes(TableFigures seen, Snapshot newest) {
    Readable look = new Readable(seen, MODIFIED_AT, Optional.empty());
    return new TableFacts(TABLE, look, Optional.of(newest)).figures().orElseThrow().liveBytes();
  }

  /** One with 77 live bytes, of a file with that length and time. */
  private static Snapshot snapshot(long bytes, long modifiedNanos) {
    Manifest manifest =
        new Manifest(
            new SnapshotId(TABLE, MODIFIED_AT, 1),
            5464,
            "0".repeat(64),
            RecordDigest.EMPTY,
            FIGURES.withLiveBytes(77),
            new Provenance(
                new TableLocation("live/a.dets"),
                new SourceStamp(1, 2, bytes, modifiedNanos, 4, "0".repeat(64)),
                CopyMethod.STABLE_READ,
                1,
                Duration.ZERO,
                MODIFIED_AT,
                false),
            "test");
    return new Snapshot(manifest, new TableLocation("x"));
  }
}
