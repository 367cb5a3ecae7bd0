package io.detsguard.http;

import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.check.Finding;
import io.detsguard.domain.check.FindingKind;
import io.detsguard.domain.check.RecordDigest;
import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.compact.CompactionForecast;
import io.detsguard.domain.compact.CompactionOutcome;
import io.detsguard.domain.compact.CompactionPlan;
import io.detsguard.domain.diff.TableDiff;
import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.repair.LossReport;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.repair.RepairedFile;
import io.detsguard.domain.repair.Sample;
import io.detsguard.domain.repair.ShapeSource;
import io.detsguard.domain.repair.SkipReason;
import io.detsguard.domain.repair.SkippedCollection;
import io.detsguard.domain.repair.TableShape;
import io.detsguard.domain.restore.Holder;
import io.detsguard.domain.restore.KeptFile;
import io.detsguard.domain.restore.LiveContent;
import io.detsguard.domain.restore.LiveStamp;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.RepairPlan;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.restore.TableRepairOutcome;
import io.detsguard.domain.restore.UndoOutcome;
import io.detsguard.domain.restore.UndoPlan;
import io.detsguard.domain.table.TableLocation;
import io.detsguard.domain.table.TableType;
import java.util.List;
import java.util.Optional;

/** Plans and outcomes of changes of {@link Examples#TASK_QUEUE} that tests share. */
public final class ChangeExamples {
  public static final TableLocation LIVE = new TableLocation("data/tables/task_queue.dets");
  public static final TableLocation KEPT =
      new TableLocation("data/tables/task_queue.dets.before-repair-2026-02-11T14-30-00");
  private static final LiveStamp STAMP = new LiveStamp(1, 2, 3, 4, 5);
  private static final Occupancy HELD = new Occupancy.Open(List.of(new Holder(4711, "beam.smp")));

  private ChangeExamples() {}

  private static CheckReport sound() {
    return new CheckReport(
        Verdict.SOUND,
        Optional.of(Examples.figures()),
        120,
        119,
        Optional.of(new RecordDigest(1, 2)),
        Optional.empty(),
        List.of(),
        0,
        List.of());
  }

  private static final OwnerHandle OWNER =
      new OwnerHandle.Supervised(new NodeName("hub@example"), "hub_sup", "task_queue");

  private static CheckReport damaged() {
    return CheckReport.refused(
        Verdict.DAMAGED, Finding.at(16, FindingKind.HASH_METHOD, "a digest", "another one"));
  }

  /** To put a damaged file back after a repair, while a process has the table open. */
  public static UndoPlan undoPlan() {
    KeptFile kept = new KeptFile(KEPT, ReplacementCause.REPAIR, Examples.TAKEN_AT, false);
    return new UndoPlan(
        Examples.TASK_QUEUE,
        LIVE,
        Optional.of(STAMP),
        kept,
        Optional.of(damaged()),
        Optional.empty(),
        HELD,
        Optional.empty(),
        List.of());
  }

  /** To put a sound file back after a restore. */
  public static UndoPlan soundUndoPlan() {
    return new UndoPlan(
        Examples.TASK_QUEUE,
        LIVE,
        Optional.of(STAMP),
        new KeptFile(KEPT, ReplacementCause.RESTORE, Examples.TAKEN_AT, false),
        Optional.of(sound()),
        Optional.of(new LiveContent.Readable(new TableDiff(1, 2, 3, 4, List.of()), true)),
        new Occupancy.Closed(),
        Optional.empty(),
        List.of());
  }

  /** The same under the hands of a running owner. */
  public static UndoPlan ownedUndoPlan() {
    UndoPlan plan = soundUndoPlan();
    return new UndoPlan(
        plan.table(),
        plan.live(),
        plan.stamp(),
        plan.kept(),
        plan.report(),
        plan.content(),
        HELD,
        Optional.of(OWNER),
        List.of());
  }

  /** To take a file away again. */
  public static UndoPlan absencePlan() {
    return new UndoPlan(
        Examples.TASK_QUEUE,
        LIVE,
        Optional.of(STAMP),
        new KeptFile(KEPT, ReplacementCause.RESTORE, Examples.TAKEN_AT, true),
        Optional.empty(),
        Optional.empty(),
        new Occupancy.Unseen("2 processes"),
        Optional.empty(),
        List.of());
  }

  /** What came of {@link #soundUndoPlan()}. */
  public static UndoOutcome undone(Optional<String> doubt) {
    return new UndoOutcome.Undone(
        LIVE, soundUndoPlan().kept(), Optional.of(LIVE), Optional.of(sound()), doubt, List.of());
  }

  /** What else can come of {@link #ownedUndoPlan()}. */
  public static UndoOutcome undoTakenBack() {
    return new UndoOutcome.RolledBack(
        LIVE,
        soundUndoPlan().kept(),
        "the owner counts 4 records, not 120",
        Optional.of("it does not start"),
        List.of());
  }

  /** What came of {@link #absencePlan()}. */
  public static UndoOutcome takenAway() {
    return new UndoOutcome.Undone(
        LIVE,
        absencePlan().kept(),
        Optional.of(KEPT),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }

  private static RepairReport report(Optional<RepairedFile> output) {
    Sample<SkippedCollection> skipped =
        new Sample<>(
            List.of(new SkippedCollection(4096, 1 << 30, SkipReason.IMPOSSIBLE_SIZE, 1)), 1);
    return new RepairReport(
        new TableShape(TableType.SET, 1),
        ShapeSource.HEADER,
        110,
        109,
        new RecordDigest(3, 4),
        new LossReport(
            skipped, new Sample<>(List.of(), 0), 2, new Sample<>(List.of(), 0), 5, 10, 0),
        output,
        List.of());
  }

  /** A repair that loses some records. */
  public static RepairPlan repairPlan() {
    return new RepairPlan(
        Examples.TASK_QUEUE,
        LIVE,
        STAMP,
        damaged(),
        report(Optional.empty()),
        false,
        HELD,
        Optional.of(OWNER),
        List.of());
  }

  /** What else can come of it. */
  public static TableRepairOutcome repairUndone() {
    return new TableRepairOutcome.RolledBack(
        LIVE, "the owner counts 4 records, not 110", Optional.empty(), List.of());
  }

  /** What came of it. */
  public static TableRepairOutcome repaired(Optional<String> doubt) {
    RepairedFile file = new RepairedFile(LIVE, 180_000, Optional.empty());
    return new TableRepairOutcome.Repaired(
        LIVE, Optional.of(KEPT), report(Optional.of(file)), doubt, List.of());
  }

  /** A compaction that wins half of the file. */
  public static CompactionPlan compactionPlan() {
    return new CompactionPlan(
        Examples.TASK_QUEUE,
        LIVE,
        Optional.of(STAMP),
        false,
        sound(),
        forecast(),
        new Occupancy.Closed(),
        Optional.empty(),
        List.of());
  }

  private static CompactionForecast forecast() {
    return new CompactionForecast(200_000, 100_000, 512, 512);
  }

  /** What came of it. */
  public static CompactionOutcome compacted(Optional<String> doubt) {
    return new CompactionOutcome.Compacted(
        forecast(), LIVE, Optional.of(KEPT), 120, doubt, List.of());
  }

  /** What can come of it under the hands of an owner. */
  public static CompactionOutcome compactionUndone() {
    return new CompactionOutcome.RolledBack(
        LIVE, "the owner counts 4 records, not 120", Optional.empty(), List.of());
  }

  /** What comes of a table that is compact. */
  public static CompactionOutcome nothingToWin() {
    return new CompactionOutcome.NothingToWin(
        new CompactionForecast(100_000, 100_000, 512, 512), LIVE, 120);
  }
}
