package io.detsguard.http.repair;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.http.body.JsonBody;
import io.detsguard.http.change.ConfirmationRequest;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller confirms.
 *
 * @param confirmation the text that came with the preview
 * @param assumeClosed whether the caller answers for processes that could not be looked at
 * @param beside whether to leave the damaged file where it is, and store the repaired table beside
 *     it
 */
record RepairConfirmationRequest(
    @Schema(type = "string", requiredMode = REQUIRED) String confirmation,
    @Schema(name = "assume_closed", type = "boolean", requiredMode = NOT_REQUIRED)
        boolean assumeClosed,
    @Schema(type = "boolean", requiredMode = NOT_REQUIRED) boolean beside) {
  private static final Map<String, JsonBody.Type> KNOWN =
      Map.of(
          "confirmation", JsonBody.Type.TEXT,
          "assume_closed", JsonBody.Type.FLAG,
          "beside", JsonBody.Type.FLAG);

  static RepairConfirmationRequest read(Optional<String> contentType, byte[] body) {
    JsonBody json = JsonBody.read(contentType, body, KNOWN);
    return new RepairConfirmationRequest(
        ConfirmationRequest.confirmation(json), json.flag("assume_closed"), json.flag("beside"));
  }
}
