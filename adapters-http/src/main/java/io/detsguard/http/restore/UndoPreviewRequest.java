package io.detsguard.http.restore;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.domain.table.TableName;
import io.detsguard.http.body.JsonBody;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller asks to be shown.
 *
 * @param table the table whose last replacement is to be undone
 * @param keys how many of the keys that differ to name, 0 to 1000
 */
record UndoPreviewRequest(
    @Schema(type = "string", requiredMode = REQUIRED) TableName table,
    @Schema(type = "integer", requiredMode = NOT_REQUIRED) int keys) {
  private static final Map<String, JsonBody.Type> KNOWN =
      Map.of("table", JsonBody.Type.TEXT, "keys", JsonBody.Type.NUMBER);

  static UndoPreviewRequest read(Optional<String> contentType, byte[] body) {
    JsonBody json = JsonBody.read(contentType, body, KNOWN);
    return new UndoPreviewRequest(
        json.table("table"), json.number("keys", PreviewRequest.MOST_KEYS));
  }
}
