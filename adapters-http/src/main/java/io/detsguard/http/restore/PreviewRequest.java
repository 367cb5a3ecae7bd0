package io.detsguard.http.restore;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.application.port.in.RestoreTableUseCase.Source;
import io.detsguard.domain.backup.SnapshotId;
import io.detsguard.domain.table.TableName;
import io.detsguard.http.body.JsonBody;
import io.detsguard.http.problem.BadRequestException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller asks to be shown.
 *
 * @param table the table to restore
 * @param snapshot the id of the snapshot; the newest proven one when it is left out
 * @param keys how many of the keys that differ to name, 0 to 1000
 */
record PreviewRequest(
    @Schema(type = "string", requiredMode = REQUIRED) TableName table,
    @Schema(type = "string", requiredMode = NOT_REQUIRED, nullable = false)
        Optional<SnapshotId> snapshot,
    @Schema(type = "integer", requiredMode = NOT_REQUIRED) int keys) {
  /** Keys that one answer names, at most. */
  static final int MOST_KEYS = 1000;

  private static final Map<String, JsonBody.Type> KNOWN =
      Map.of(
          "table", JsonBody.Type.TEXT,
          "snapshot", JsonBody.Type.TEXT,
          "keys", JsonBody.Type.NUMBER);

  static PreviewRequest read(Optional<String> contentType, byte[] body) {
    JsonBody json = JsonBody.read(contentType, body, KNOWN);
    return new PreviewRequest(
        json.table("table"),
        json.text("snapshot").map(PreviewRequest::id),
        json.number("keys", MOST_KEYS));
  }

  Source source() {
    return new Source(table, snapshot);
  }

  private static SnapshotId id(String text) {
    return SnapshotId.parse(text)
        .orElseThrow(() -> new BadRequestException("\"snapshot\" must be the id of a snapshot."));
  }
}
