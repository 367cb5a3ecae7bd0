package io.detsguard.http.change;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.NOT_REQUIRED;
import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.http.body.JsonBody;
import io.detsguard.http.problem.BadRequestException;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import java.util.Optional;

/**
 * What a caller confirms.
 *
 * @param confirmation the text that came with the preview
 * @param assumeClosed whether the caller answers for processes that could not be looked at
 */
public record ConfirmationRequest(
    @Schema(type = "string", requiredMode = REQUIRED) String confirmation,
    @Schema(name = "assume_closed", type = "boolean", requiredMode = NOT_REQUIRED)
        boolean assumeClosed) {
  private static final Map<String, JsonBody.Type> KNOWN =
      Map.of("confirmation", JsonBody.Type.TEXT, "assume_closed", JsonBody.Type.FLAG);

  public static ConfirmationRequest read(Optional<String> contentType, byte[] body) {
    JsonBody json = JsonBody.read(contentType, body, KNOWN);
    return new ConfirmationRequest(confirmation(json), json.flag("assume_closed"));
  }

  /** The confirmation, which must be there. */
  public static String confirmation(JsonBody json) {
    return json.text("confirmation")
        .orElseThrow(
            () ->
                new BadRequestException(
                    "\"confirmation\" must be the text that came with a preview."));
  }
}
