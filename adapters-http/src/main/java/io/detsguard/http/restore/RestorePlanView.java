package io.detsguard.http.restore;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.application.port.in.Offer;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.restore.RestorePlan;
import io.detsguard.http.change.Closedness;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/**
 * What a restore would change, and the confirmation to have it done.
 *
 * @param table which table
 * @param snapshot the id of the snapshot that would be put in its place, verified to the last
 *     record
 * @param takenAt when that was taken, milliseconds since the epoch
 * @param proven whether it counts as a backup, and is not mere salvage
 * @param recordCount records in it
 * @param keyCount different keys among them
 * @param size its length in bytes
 * @param path where the table's file lies
 * @param changesNothing whether the live table holds the same records already
 * @param live what is there now, compared with the snapshot
 * @param closed {@code yes}; {@code no} when a process has the table open, so that a restore would
 *     be refused unless {@code owner_release} has it closed; {@code unknown} when not every process
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
record RestorePlanView(
    String table,
    String snapshot,
    long takenAt,
    boolean proven,
    long recordCount,
    long keyCount,
    long size,
    String path,
    boolean changesNothing,
    LiveContentView live,
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

  static RestorePlanView from(Offer.Shown<RestorePlan> offer) {
    RestorePlan plan = offer.plan();
    Closedness closedness = Closedness.of(plan.occupancy());
    return new RestorePlanView(
        plan.table().value(),
        plan.snapshot().text(),
        plan.snapshot().takenAt().toEpochMilli(),
        plan.proven(),
        plan.records(),
        plan.keys(),
        plan.bytes(),
        plan.live().value(),
        plan.changesNothing(),
        LiveContentView.from(plan.content()),
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
