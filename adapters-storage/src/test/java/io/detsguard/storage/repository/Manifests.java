package io.detsguard.storage.repository;

import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Provenance;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.check.RecordDigest;
import io.detsguard.domain.table.FormatVariant;
import io.detsguard.domain.table.SlotCounts;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableType;
import io.detsguard.storage.file.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** Manifests for stored bytes that need not be tables: a repository does not look into them. */
public final class Manifests {
  private Manifests() {}

  /** A manifest that tells the truth about these bytes. */
  public static Manifest of(SnapshotId id, byte[] stored) {
    return new Manifest(
        id,
        stored.length,
        Sha256.of(stored),
        new RecordDigest(0x0123456789abcdefL, -2),
        figures(stored.length),
        provenance(stored.length),
        "detsguard test");
  }

  /** Figures of a properly closed set. */
  public static TableFigures figures(long bytes) {
    return new TableFigures(
        TableType.SET,
        1,
        FormatVariant.D,
        120,
        120,
        bytes,
        bytes,
        5432,
        OptionalLong.of(4096),
        OptionalLong.empty(),
        OptionalLong.of(0),
        new SlotCounts(256, 512, 33_554_432),
        true);
  }

  private static Provenance provenance(long bytes) {
    return new Provenance(
        new TableLocation("/srv/hub/task_queue.dets"),
        new SourceStamp(2049, -7, bytes, 1_770_820_200_123_456_789L, -1, "ab".repeat(32)),
        CopyMethod.STABLE_READ,
        3,
        Duration.ofNanos(250_000_001),
        Instant.parse("2026-02-11T14:29:59.987654321Z"),
        true);
  }
}
