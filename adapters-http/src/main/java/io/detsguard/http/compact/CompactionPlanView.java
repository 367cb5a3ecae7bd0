package io.detsguard.http.compact;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.application.port.in.Offer;
import io.detsguard.domain.compact.CompactionForecast;
import io.detsguard.domain.compact.CompactionPlan;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.http.change.Closedness;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What a compaction would win, and the confirmation to have it done.
 *
 * @param table which table
 * @param path where the table's file lies
 * @param recordCount records in it, all of which were read
 * @param sizeBefore length of the file now, in bytes
 * @param sizeAfter length of the compact file in bytes, exactly
 * @param saved the bytes that would be won; not above 0 when there is nothing to win
 * @param worthwhile whether it wins a fifth of the file, and 64 KiB at least
 * @param slotsBefore slots the table has
 * @param slotsAfter slots the compact table would have
 * @param closed {@code yes}; {@code no} when a process has the table open, so that it would be
 *     refused unless {@code owner_release} has it closed; {@code unknown} when not every process
 *     could be looked at
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
record CompactionPlanView(
    String table,
    String path,
    long recordCount,
    long sizeBefore,
    long sizeAfter,
    long saved,
    boolean worthwhile,
    long slotsBefore,
    long slotsAfter,
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

  static CompactionPlanView from(Offer.Shown<CompactionPlan> offer) {
    CompactionPlan plan = offer.plan();
    CompactionForecast forecast = plan.forecast();
    Closedness closedness = Closedness.of(plan.occupancy());
    return new CompactionPlanView(
        plan.table().value(),
        plan.live().value(),
        plan.check().objectsRead(),
        forecast.bytesBefore(),
        forecast.bytesAfter(),
        forecast.savedBytes(),
        forecast.isWorthwhile(),
        forecast.slotsBefore(),
        forecast.slotsAfter(),
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
