package io.detsguard.http.backup;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Provenance;
import io.detsguard.domain.backup.SalvageLosses;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.http.health.FiguresView;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/**
 * A snapshot and its manifest.
 *
 * @param id names it: table and time
 * @param table the table it is a snapshot of
 * @param takenAt when it was taken, milliseconds since the epoch
 * @param path where the stored file lies
 * @param size its length in bytes
 * @param sha256 of the stored file, 64 hexadecimal digits
 * @param recordDigest order-independent digest of its objects, 32 hexadecimal digits
 * @param recordCount how many objects it holds
 * @param method how it was copied
 * @param grade {@code exact} counts as a backup, {@code salvage} does not
 * @param tries how many times copying was begun until the source held still
 * @param pauseMs how long the table's owner was held, milliseconds
 * @param unchanged whether it shares the stored bytes of the snapshot before it
 * @param contentReadAt when the source was last read in full, milliseconds since the epoch
 * @param source the live file it was taken from
 * @param figures the table's figures at that time
 * @param losses what a salvaged snapshot lacks, as far as the file showed it; null for an exact one
 * @param producer name and version of the program that made it
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record SnapshotView(
    String id,
    String table,
    long takenAt,
    String path,
    long size,
    String sha256,
    String recordDigest,
    long recordCount,
    String method,
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"exact", "salvage"})
        String grade,
    int tries,
    long pauseMs,
    boolean unchanged,
    long contentReadAt,
    String source,
    FiguresView figures,
    Optional<LossesView> losses,
    String producer) {

  /**
   * What a repair could not save.
   *
   * @param collections places whose records could not be read, or only in part
   * @param missing records that the file counts and that were not found
   * @param doubtful keys with several records, of which only their order decided
   * @param candidates records of freed blocks that were left out
   * @param unreachableSlots slots to which no pointer leads any more
   */
  @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
  public record LossesView(
      long collections, long missing, long doubtful, long candidates, long unreachableSlots) {
    public static LossesView from(SalvageLosses losses) {
      return new LossesView(
          losses.collections(),
          losses.missing(),
          losses.doubtful(),
          losses.candidates(),
          losses.unreachableSlots());
    }
  }

  public static SnapshotView from(Snapshot snapshot) {
    Manifest manifest = snapshot.manifest();
    Provenance provenance = manifest.provenance();
    return new SnapshotView(
        manifest.id().text(),
        manifest.id().table().value(),
        manifest.id().takenAt().toEpochMilli(),
        snapshot.location().value(),
        manifest.bytes(),
        manifest.sha256(),
        manifest.recordDigest().hex(),
        manifest.figures().records(),
        provenance.method().wireName(),
        manifest.grade().wireName(),
        provenance.tries(),
        provenance.pause().toMillis(),
        provenance.unchanged(),
        provenance.contentReadAt().toEpochMilli(),
        provenance.source().value(),
        FiguresView.from(manifest.figures()),
        manifest.losses().map(LossesView::from),
        manifest.producer());
  }
}
