package io.detsguard.http.repair;

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
 * @param table the table to repair
 * @param includeCandidates whether records of freed blocks that a slot may have lost are to be part
 *     of the new table
 */
record RepairPreviewRequest(
    @Schema(type = "string", requiredMode = REQUIRED) TableName table,
    @Schema(name = "include_candidates", type = "boolean", requiredMode = NOT_REQUIRED)
        boolean includeCandidates) {
  private static final Map<String, JsonBody.Type> KNOWN =
      Map.of("table", JsonBody.Type.TEXT, "include_candidates", JsonBody.Type.FLAG);

  static RepairPreviewRequest read(Optional<String> contentType, byte[] body) {
    JsonBody json = JsonBody.read(contentType, body, KNOWN);
    return new RepairPreviewRequest(json.table("table"), json.flag("include_candidates"));
  }
}
