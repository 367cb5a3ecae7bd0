package io.detsguard.application.service;

import io.detsguard.application.port.out.OwnerControl;
import io.detsguard.application.port.out.TableComparer;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Provenance;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.check.RecordDigest;
import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.restore.Holder;
import io.detsguard.domain.restore.LiveStamp;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The table of {@link OwnedTableWorld} as plans show it: three records, open in a process that can
 * be made to let go; and a snapshot of it.
 */
final class OwnedTable {
  static final TableName TABLE = new TableName("a");
  static final TableLocation LIVE = new TableLocation("/t/a.dets");
  static final Occupancy OPEN = new Occupancy.Open(List.of(new Holder(1, "beam.smp")));
  static final OwnerHandle OWNER =
      new OwnerHandle.Supervised(new NodeName("hub@h"), "hub_sup", "a");
  static final Snapshot SNAPSHOT = new Snapshot(manifest(), new TableLocation("s.dets"));

  static final long INODE = 7;

  /** When the plan was made; the owner has saved other records since. */
  static final LiveStamp SEEN = new LiveStamp(1, INODE, 90, 0, 0);

  /** For changes that are planned already. */
  static final TableComparer NEVER_ASKED =
      (left, right, limit, progress) -> {
        throw new AssertionError("what is shown was compared before");
      };

  private OwnedTable() {}

  /** The table has that owner, who is reached in this way. */
  static ControlledOwners owners(OwnerControl control) {
    return new ControlledOwners(Map.of(TABLE, OWNER), control);
  }

  private static Manifest manifest() {
    Instant noon = Instant.parse("2026-02-11T12:00:00Z");
    return new Manifest(
        new SnapshotId(TABLE, noon, 1),
        100,
        "0".repeat(64),
        new RecordDigest(7, 7),
        ScriptedTables.figures(),
        new Provenance(
            LIVE,
            new SourceStamp(1, 2, 100, 3, 4, "0".repeat(64)),
            CopyMethod.STABLE_READ,
            1,
            Duration.ZERO,
            noon,
            false),
        "test");
  }
}
