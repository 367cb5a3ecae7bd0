package io.detsguard.http.repair;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.application.port.in.Offer;
import io.detsguard.domain.backup.SalvageLosses;
import io.detsguard.domain.repair.RepairReport;
import io.detsguard.domain.repair.SkippedCollection;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.RepairPlan;
import io.detsguard.http.backup.SnapshotView;
import io.detsguard.http.change.Closedness;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * What a repair would save, and the confirmation to have it done.
 *
 * @param table which table
 * @param path where the table's file lies
 * @param verdict what the file is instead of sound
 * @param finding the first thing that is wrong with it
 * @param recordCount records that would be saved
 * @param keyCount different keys among them
 * @param type what kind of table it is
 * @param nothingLost whether all that the file held would be saved, as far as the file itself can
 *     tell
 * @param losses what would not be saved, or is in doubt
 * @param skipped some of the places whose records cannot be read, or only in part
 * @param includeCandidates whether records of freed blocks would be part of the new table
 * @param closed {@code yes}; {@code no} when a process has the table open, so that it would be
 *     refused in place unless {@code owner_release} has it closed; {@code unknown} when not every
 *     process could be looked at
 * @param openIn the processes that have it open
 * @param unseen what could not be looked at, in words
 * @param ownerRelease what is done first to have its owner close the table, in words; null when no
 *     owner is configured or nobody has it open
 * @param ownerReopen what is done in the end to have it opened again, in words
 * @param notes what else an operator should know, in sentences
 * @param confirmation to be sent back to have it done; good once
 * @param expiresAt until when it is good, milliseconds since the epoch
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record RepairPlanView(
    String table,
    String path,
    String verdict,
    String finding,
    long recordCount,
    long keyCount,
    String type,
    boolean nothingLost,
    SnapshotView.LossesView losses,
    List<SkippedView> skipped,
    boolean includeCandidates,
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"yes", "no", "unknown"})
        String closed,
    List<Closedness.HolderView> openIn,
    @Nullable String unseen,
    @Nullable String ownerRelease,
    @Nullable String ownerReopen,
    List<String> notes,
    String confirmation,
    long expiresAt) {

  private static final int MOST_SKIPPED = 20;

  /**
   * A place whose records cannot be read.
   *
   * @param offset the byte where it starts
   * @param size bytes it claims; perhaps nonsense
   * @param reason what is wrong with it, in words
   * @param recordsSaved records that would be saved from it all the same
   */
  @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
  record SkippedView(long offset, long size, String reason, long recordsSaved) {
    static SkippedView from(SkippedCollection skipped) {
      return new SkippedView(
          skipped.address(), skipped.size(), skipped.reason().words(), skipped.recordsSaved());
    }
  }

  static RepairPlanView from(Offer.Shown<RepairPlan> offer) {
    RepairPlan plan = offer.plan();
    RepairReport report = plan.report();
    Closedness closedness = Closedness.of(plan.occupancy());
    List<String> notes = new ArrayList<>(report.notes());
    notes.addAll(plan.notes());
    return new RepairPlanView(
        plan.table().value(),
        plan.live().value(),
        plan.check().verdict().wireName(),
        plan.check().summary(),
        report.records(),
        report.keys(),
        report.shape().type().erlangName(),
        report.losses().isNothing(),
        SnapshotView.LossesView.from(SalvageLosses.of(report.losses())),
        report.losses().skipped().items().stream()
            .limit(MOST_SKIPPED)
            .map(SkippedView::from)
            .toList(),
        plan.insertsCandidates(),
        closedness.closed(),
        closedness.openIn(),
        closedness.unseen(),
        plan.owner().map(OwnerHandle::releaseInWords).orElse(null),
        plan.owner().map(OwnerHandle::reopenInWords).orElse(null),
        notes,
        offer.confirmation(),
        offer.expiresAt().toEpochMilli());
  }
}
