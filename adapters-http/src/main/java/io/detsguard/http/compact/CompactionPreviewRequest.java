package io.detsguard.http.compact;

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
 * @param table the table to compact
 * @param shrinkSlots whether slots that the table no longer needs are given back as well
 */
record CompactionPreviewRequest(
    @Schema(type = "string", requiredMode = REQUIRED) TableName table,
    @Schema(name = "shrink_slots", type = "boolean", requiredMode = NOT_REQUIRED)
        boolean shrinkSlots) {
  private static final Map<String, JsonBody.Type> KNOWN =
      Map.of("table", JsonBody.Type.TEXT, "shrink_slots", JsonBody.Type.FLAG);

  static CompactionPreviewRequest read(Optional<String> contentType, byte[] body) {
    JsonBody json = JsonBody.read(contentType, body, KNOWN);
    return new CompactionPreviewRequest(json.table("table"), json.flag("shrink_slots"));
  }
}
