package io.detsguard.http;

import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.CopyMethod;
import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Provenance;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.domain.check.RecordDigest;
import io.detsguard.domain.diff.KeyChange;
import io.detsguard.domain.diff.TableDiff;
import io.detsguard.domain.node.Fixation;
import io.detsguard.domain.node.NodeLook;
import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.node.NodeReport;
import io.detsguard.domain.node.OpenTable;
import io.detsguard.domain.node.Ownership;
import io.detsguard.domain.node.SilentTable;
import io.detsguard.domain.node.TableAccess;
import io.detsguard.domain.node.TableMode;
import io.detsguard.domain.node.TableOptions;
import io.detsguard.domain.node.TableProcess;
import io.detsguard.domain.restore.Holder;
import io.detsguard.domain.restore.LiveContent;
import io.detsguard.domain.restore.LiveStamp;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.domain.restore.RestorePlan;
import io.detsguard.domain.table.FormatVariant;
import io.detsguard.domain.table.SlotCounts;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableName;
import io.detsguard.domain.table.TableType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Values of the domain that tests share. */
public final class Examples {
  public static final TableName TASK_QUEUE = new TableName("task_queue");
  public static final TableName AGENT_MAILBOX = new TableName("agent_mailbox");
  public static final RunId RUN = new RunId("20260211-143000-1");
  public static final Instant TAKEN_AT = Instant.parse("2026-02-11T14:30:00Z");
  public static final Instant MODIFIED_AT = Instant.parse("2026-02-11T14:00:00.123456789Z");
  public static final String SHA_256 = "ab".repeat(32);

  private static final NodeName HUB = new NodeName("hub@example");

  private Examples() {}

  /** What the live file of {@link #TASK_QUEUE} says of itself. */
  public static TableFigures figures() {
    return new TableFigures(
        TableType.SET,
        1,
        FormatVariant.D,
        120,
        119,
        200_000,
        199_000,
        50_000,
        OptionalLong.of(140_000),
        OptionalLong.empty(),
        OptionalLong.of(10_000),
        new SlotCounts(256, 512, 33_554_432),
        true);
  }

  /** A snapshot of the state that {@link #figures()} and {@link #MODIFIED_AT} describe. */
  public static Snapshot snapshot(TableName table, Instant takenAt) {
    SnapshotId id = new SnapshotId(table, takenAt, 1);
    return new Snapshot(
        new Manifest(
            id,
            200_000,
            SHA_256,
            new RecordDigest(1, 2),
            figures().withLiveBytes(130_000),
            provenance(table),
            "detsguard 0.1.0"),
        new TableLocation("data/backups/" + id.text() + ".dets"));
  }

  private static Provenance provenance(TableName table) {
    long modifiedNanos = MODIFIED_AT.getEpochSecond() * 1_000_000_000 + MODIFIED_AT.getNano();
    return new Provenance(
        new TableLocation("data/tables/" + table + ".dets"),
        new SourceStamp(1, 2, 200_000, modifiedNanos, modifiedNanos, "cd".repeat(32)),
        CopyMethod.STABLE_READ,
        2,
        Duration.ofMillis(7),
        TAKEN_AT.plusMillis(250),
        false);
  }

  public static TableOutcome backedUp(TableName table) {
    return new TableOutcome.BackedUp(snapshot(table, TAKEN_AT));
  }

  public static TableOutcome failed(TableName table) {
    return new TableOutcome.Failed(
        table, FailureKind.NOT_PROPERLY_CLOSED, "The owner never closed it.");
  }

  public static BackupRun run(TableOutcome... outcomes) {
    return new BackupRun(
        RUN,
        RunTrigger.API,
        TAKEN_AT,
        TAKEN_AT.plusMillis(1500),
        List.of(outcomes),
        List.of(new SnapshotId(TASK_QUEUE, TAKEN_AT.minusSeconds(86_400), 1)),
        List.of("The old snapshot could not be removed: permission denied."));
  }

  /** A restore of {@link #TASK_QUEUE} that brings two keys back, while a process has it open. */
  public static RestorePlan plan() {
    return plan(
        new LiveContent.Readable(
            new TableDiff(
                2, 1, 0, 117, List.of(new KeyChange(KeyChange.Kind.ADDED, "<<\"t-117\">>"))),
            true),
        new Occupancy.Open(List.of(new Holder(4711, "beam.smp"))));
  }

  /** A restore of {@link #TASK_QUEUE} in place of that. */
  public static RestorePlan plan(LiveContent content, Occupancy occupancy) {
    return new RestorePlan(
        TASK_QUEUE,
        new SnapshotId(TASK_QUEUE, TAKEN_AT, 1),
        true,
        120,
        119,
        200_000,
        new TableLocation("data/tables/task_queue.dets"),
        Optional.of(new LiveStamp(1, 2, 3, 4, 5)),
        content,
        occupancy,
        Optional.empty(),
        List.of());
  }

  /** What came of it. */
  public static RestoreOutcome restored(Optional<String> doubt) {
    return new RestoreOutcome.Restored(
        new SnapshotId(TASK_QUEUE, TAKEN_AT, 1),
        new TableLocation("data/tables/task_queue.dets"),
        Optional.of(
            new TableLocation("data/tables/task_queue.dets.before-restore-2026-02-11T15-00-00")),
        120,
        200_000,
        doubt,
        List.of());
  }

  /** Two nodes: one with a table that does not answer and one that nobody protects, one gone. */
  public static NodeLook look() {
    OpenTable stranger = opening(1);
    SilentTable silent = new SilentTable("'Elixir.Cache'", stranger.process(), "no answer in 5 s");
    return new NodeLook(
        List.of(
            new NodeReport.Attached(HUB, TAKEN_AT, "27", List.of(stranger), List.of(silent)),
            new NodeReport.Unreachable(
                new NodeName("gone@example"), TAKEN_AT, "no node of that name is registered")),
        Map.of(),
        List.of(stranger));
  }

  /** The task queue, open in a node; each number differs from that of any other factor. */
  public static Ownership owner(int factor) {
    return new Ownership.Open(List.of(opening(factor)));
  }

  private static OpenTable opening(int factor) {
    return opening(factor, TableMode.DIRTY);
  }

  /** The task queue, open in a node and in that mode. */
  public static OpenTable opening(int factor, TableMode mode) {
    return new OpenTable(
        HUB,
        "task_queue",
        new TableLocation("/tables/task_queue.dets"),
        new TableProcess("<0.123.0>", 2, factor, 2600L * factor),
        new TableOptions(
            TableAccess.READ_WRITE, false, Optional.of(TableOptions.DEFAULT_AUTO_SAVE)),
        mode,
        OptionalLong.of(128L * factor),
        Optional.of(new Fixation(TAKEN_AT.plusSeconds(3 - factor), 1)));
  }
}
