package io.detsguard.http.health;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.drill.Drill;
import io.detsguard.domain.drill.ErlangProof;
import io.detsguard.domain.drill.TableDrills;
import io.detsguard.domain.health.Condition;
import io.detsguard.domain.health.TableHealth;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.health.TableObservation.Readable;
import io.detsguard.domain.node.Ownership;
import io.detsguard.domain.table.TableFigures;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The health of one table. What cannot be known now is null.
 *
 * @param table its name
 * @param figures its figures, as properties of this object; all null when it is unavailable
 * @param notClosedSince for a table that is not properly closed, the earliest moment at which this
 *     is known of it, milliseconds since the epoch
 * @param nextStartRepairBytes what Erlang will read and rewrite when the table is next opened: the
 *     whole file when it was not properly closed, else nothing; in bytes
 * @param lastBackupAt when its newest proven snapshot was taken, milliseconds since the epoch; null
 *     when it has none
 * @param lastBackupMethod how that was copied
 * @param lastProvenRestorableAt when a snapshot of it was last restored in a drill, with every
 *     record of its manifest, milliseconds since the epoch
 * @param restoreMs how long that took, until the restored table was on the disk, in milliseconds
 * @param restoredSnapshot the snapshot that was restored
 * @param openedByErlang whether an Erlang opened what was restored; null when there was no drill
 * @param ownerState {@code open} when an attached node has it open, {@code nobody} when every
 *     configured node was asked and none has, else {@code unknown}
 * @param owners each opening that nodes told of
 * @param status {@code ok}, {@code warning} or {@code unavailable}
 * @param conditions what is wrong with it; empty when all is well
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record TableHealthView(
    String table,
    @JsonUnwrapped FiguresView figures,
    Optional<Long> notClosedSince,
    Optional<Long> nextStartRepairBytes,
    Optional<Long> lastBackupAt,
    Optional<String> lastBackupMethod,
    Optional<Long> lastProvenRestorableAt,
    Optional<Long> restoreMs,
    Optional<String> restoredSnapshot,
    Optional<Boolean> openedByErlang,
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"open", "nobody", "unknown"})
        String ownerState,
    List<OwnerView> owners,
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"ok", "warning", "unavailable"})
        String status,
    List<ConditionView> conditions) {

  static TableHealthView from(TableHealth health) {
    Optional<Readable> live = readable(health);
    Optional<Snapshot> newest = health.facts().newestProven();
    Optional<Drill> restored = health.facts().drills().flatMap(TableDrills::lastSuccess);
    return new TableHealthView(
        health.table().value(),
        health.facts().figures().map(FiguresView::from).orElse(FiguresView.UNKNOWN),
        live.flatMap(Readable::notClosedSince).map(Instant::toEpochMilli),
        live.map(look -> nextStartRepairBytes(look.figures())),
        newest.map(snapshot -> snapshot.id().takenAt().toEpochMilli()),
        newest.map(snapshot -> snapshot.manifest().provenance().method().wireName()),
        restored.map(drill -> drill.at().toEpochMilli()),
        restored.map(drill -> drill.restoreTime().toMillis()),
        restored.map(drill -> drill.snapshot().text()),
        restored.map(drill -> drill.erlang() == ErlangProof.OPENED),
        ownerState(health.facts().ownership()),
        health.facts().ownership().openings().stream().map(OwnerView::from).toList(),
        health.status(),
        health.conditions().stream().map(ConditionView::from).toList());
  }

  private static Optional<Readable> readable(TableHealth health) {
    return switch (health.facts().observation()) {
      case Readable look -> Optional.of(look);
      case TableObservation.Unavailable _ -> Optional.empty();
    };
  }

  private static String ownerState(Ownership ownership) {
    return switch (ownership) {
      case Ownership.Open _ -> "open";
      case Ownership.Nobody _ -> "nobody";
      case Ownership.Unknown _ -> "unknown";
    };
  }

  private static long nextStartRepairBytes(TableFigures figures) {
    return figures.properlyClosed() ? 0 : figures.fileBytes();
  }

  /**
   * One thing that is wrong.
   *
   * @param kind what sort of thing, as a word for programs
   * @param message what it is, as a sentence
   * @param cure what makes it go away, as a sentence
   */
  @Serdeable.Serializable
  public record ConditionView(
      @Schema(
              type = "string",
              requiredMode = REQUIRED,
              allowableValues = {
                "unavailable",
                "never_backed_up",
                "stale_backup",
                "salvaged_only",
                "drill_failed",
                "never_drilled",
                "owner_error",
                "never_saved",
                "left_open",
                "ram_file",
                "shared_file",
                "fixed_long",
                "long_queue",
                "high_fragmentation",
                "nearly_full"
              })
          String kind,
      String message,
      String cure) {
    private static ConditionView from(Condition condition) {
      return new ConditionView(condition.kind().wireName(), condition.message(), condition.cure());
    }
  }
}
