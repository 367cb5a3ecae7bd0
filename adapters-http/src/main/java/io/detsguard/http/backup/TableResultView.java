package io.detsguard.http.backup;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.TableOutcome;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;

/** What a run came to for one table; {@code status} tells the two apart. */
@Schema(oneOf = {TableResultView.BackedUp.class, TableResultView.Failed.class})
public sealed interface TableResultView {

  static TableResultView from(TableOutcome outcome) {
    return switch (outcome) {
      case TableOutcome.BackedUp done -> BackedUp.from(done);
      case TableOutcome.Failed failed -> Failed.from(failed);
    };
  }

  /**
   * The table has a new snapshot.
   *
   * @param table its name
   * @param status {@code ok}
   * @param path where its file lies
   * @param size its length in bytes
   * @param snapshot its id
   * @param method how it was copied
   * @param unchanged whether it shares the stored bytes of the snapshot before it
   * @param sha256 of its file, 64 hexadecimal digits
   */
  @Serdeable.Serializable
  record BackedUp(
      String table,
      @Schema(
              type = "string",
              requiredMode = REQUIRED,
              allowableValues = {"ok"})
          String status,
      String path,
      long size,
      String snapshot,
      String method,
      boolean unchanged,
      String sha256)
      implements TableResultView {

    private static BackedUp from(TableOutcome.BackedUp done) {
      Manifest manifest = done.snapshot().manifest();
      return new BackedUp(
          done.table().value(),
          "ok",
          done.snapshot().location().value(),
          manifest.bytes(),
          manifest.id().text(),
          manifest.provenance().method().wireName(),
          manifest.provenance().unchanged(),
          manifest.sha256());
    }
  }

  /**
   * The table has none.
   *
   * @param table its name
   * @param status {@code error}
   * @param kind why, as a word for programs
   * @param reason why, as sentences for people
   * @param salvage the id of the snapshot that keeps what could be saved all the same; it does not
   *     count as a backup
   */
  @Serdeable.Serializable
  record Failed(
      String table,
      @Schema(
              type = "string",
              requiredMode = REQUIRED,
              allowableValues = {"error"})
          String status,
      @Schema(
              type = "string",
              requiredMode = REQUIRED,
              allowableValues = {
                "unavailable",
                "not_properly_closed",
                "kept_changing",
                "damaged",
                "storage",
                "repository_busy",
                "interrupted",
                "internal"
              })
          String kind,
      String reason,
      Optional<String> salvage)
      implements TableResultView {

    private static Failed from(TableOutcome.Failed failed) {
      return new Failed(
          failed.table().value(),
          "error",
          failed.kind().wireName(),
          failed.reason(),
          failed.salvage().map(snapshot -> snapshot.id().text()));
    }
  }
}
