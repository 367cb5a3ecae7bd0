package io.detsguard.ws;

import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Provenance;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.domain.check.RecordDigest;
import io.detsguard.domain.event.GuardEvent;
import io.detsguard.domain.table.FormatVariant;
import io.detsguard.domain.table.SlotCounts;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.domain.table.TableType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Events with all that belongs to them. */
final class Events {
  static final Instant STARTED = Instant.ofEpochMilli(1_770_820_200_000L);
  static final Instant FINISHED = STARTED.plusMillis(1_500);
  static final RunId RUN = new RunId("20260211-143000-0badcafe");

  private Events() {}

  static GuardEvent started(String... tables) {
    return new GuardEvent.BackupStarted(
        STARTED, RUN, RunTrigger.API, Stream.of(tables).map(TableName::new).toList());
  }

  static GuardEvent finished(TableOutcome... outcomes) {
    return finished(List.of(), outcomes);
  }

  static GuardEvent finished(List<String> notes, TableOutcome... outcomes) {
    return new GuardEvent.BackupFinished(
        new BackupRun(
            RUN,
            RunTrigger.SCHEDULE,
            STARTED,
            FINISHED,
            List.of(outcomes),
            List.of(new SnapshotId(new TableName("old"), STARTED, 1)),
            notes));
  }

  static TableOutcome backedUp(String table) {
    TableLocation location = new TableLocation(table + ".dets");
    Manifest manifest =
        new Manifest(
            new SnapshotId(new TableName(table), STARTED, 1),
            204_488,
            "0".repeat(64),
            RecordDigest.EMPTY,
            figures(),
            new Provenance(
                location,
                new SourceStamp(1, 2, 204_488, 3, 4, "0".repeat(64)),
                CopyMethod.STABLE_READ,
                1,
                Duration.ZERO,
                STARTED,
                false),
            "detsguard");
    return new TableOutcome.BackedUp(new Snapshot(manifest, location));
  }

  static TableOutcome failed(String table, FailureKind kind, String reason) {
    return new TableOutcome.Failed(new TableName(table), kind, reason);
  }

  static RunProgress progress(RunId run, RunProgress.TableProgress... tables) {
    return new RunProgress(run, STARTED, List.of(tables), Optional.empty());
  }

  static RunProgress.TableProgress at(
      String table, RunProgress.Step step, long bytesDone, long bytesTotal) {
    return new RunProgress.TableProgress(new TableName(table), step, bytesDone, bytesTotal);
  }

  private static TableFigures figures() {
    return new TableFigures(
        TableType.SET,
        1,
        FormatVariant.values()[0],
        120,
        120,
        204_488,
        204_488,
        1_336,
        OptionalLong.of(200_000),
        OptionalLong.of(150_000),
        OptionalLong.of(0),
        new SlotCounts(256, 256, 1 << 25),
        true);
  }
}
