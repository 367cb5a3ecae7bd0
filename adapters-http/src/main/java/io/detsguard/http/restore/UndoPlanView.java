package io.detsguard.http.restore;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.application.port.in.Offer;
import io.detsguard.domain.check.CheckReport;
import io.detsguard.domain.restore.KeptFile;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.UndoPlan;
import io.detsguard.http.change.Closedness;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What an undoing would do, and the confirmation to have it done.
 *
 * @param table which table
 * @param path where the table's file lies
 * @param putBack the file that would get its name again; null when there was none, so that the
 *     present one would be taken away
 * @param replacedBy what had replaced it
 * @param replacedAt when, milliseconds since the epoch
 * @param verdict what a check says of the file that would be put back; null when there was none
 * @param finding the first finding of that check; null when there is none
 * @param recordCount records that were read in it
 * @param live what is there now, compared with it; null when that cannot be compared
 * @param closed {@code yes}; {@code no} when a process has the table open, so that it would be
 *     refused unless {@code owner_release} has it closed; {@code unknown} when not every process
 *     could be looked at
 * @param openIn the processes that have it open
 * @param unseen what could not be looked at, in words
 * @param ownerRelease what is done first to have its owner close the table, in words; null when no
 *     owner is configured, when nobody has it open, or when the file that would be put back is not
 *     sound
 * @param ownerReopen what is done in the end to have it opened again, in words
 * @param notes what else an operator should know, in sentences
 * @param confirmation to be sent back to have it done; good once
 * @param expiresAt until when it is good, milliseconds since the epoch
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
record UndoPlanView(
    String table,
    String path,
    @Nullable String putBack,
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"restore", "repair", "compact", "undo"})
        String replacedBy,
    long replacedAt,
    @Nullable String verdict,
    @Nullable String finding,
    @Nullable Long recordCount,
    @Nullable LiveContentView live,
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

  static UndoPlanView from(Offer.Shown<UndoPlan> offer) {
    UndoPlan plan = offer.plan();
    KeptFile kept = plan.kept();
    Closedness closedness = Closedness.of(plan.occupancy());
    return new UndoPlanView(
        plan.table().value(),
        plan.live().value(),
        kept.absence() ? null : kept.location().value(),
        kept.cause().wireName(),
        kept.at().toEpochMilli(),
        plan.report().map(report -> report.verdict().wireName()).orElse(null),
        plan.report().filter(report -> !report.isSound()).map(CheckReport::summary).orElse(null),
        plan.report().map(CheckReport::objectsRead).orElse(null),
        plan.content().map(LiveContentView::from).orElse(null),
        closedness.closed(),
        closedness.openIn(),
        closedness.unseen(),
        plan.owner().map(OwnerHandle::releaseInWords).orElse(null),
        plan.owner().map(OwnerHandle::reopenInWords).orElse(null),
        plan.notes(),
        offer.confirmation(),
        offer.expiresAt().toEpochMilli());
  }
}
