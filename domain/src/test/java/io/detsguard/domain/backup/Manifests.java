package io.detsguard.domain.backup;

import io.detsguard.domain.check.RecordDigest;
import io.detsguard.domain.table.FormatVariant;
import io.detsguard.domain.table.SlotCounts;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.domain.table.TableType;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Plausible manifests for tests that look only at their ids. */
public final class Manifests {
  private Manifests() {}

  public static Manifest of(String table, Instant takenAt, int sequence) {
    SnapshotId id = new SnapshotId(new TableName(table), takenAt, sequence);
    return new Manifest(
        id,
        5464,
        "0".repeat(64),
        RecordDigest.EMPTY,
        figures(5464, 0),
        new Provenance(
            new TableLocation("live/" + table + ".dets"),
            new SourceStamp(1, 2, 5464, 3, 4, "0".repeat(64)),
            CopyMethod.STABLE_READ,
            1,
            Duration.ZERO,
            id.takenAt(),
            false),
        "test");
  }

  public static TableFigures figures(long fileBytes, long freeBytes) {
    return new TableFigures(
        TableType.SET,
        1,
        FormatVariant.D,
        0,
        0,
        fileBytes,
        fileBytes - 32,
        5432,
        OptionalLong.of(0),
        OptionalLong.empty(),
        OptionalLong.of(freeBytes),
        new SlotCounts(256, 256, 33_554_432),
        true);
  }
}
