package io.detsguard.ws.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;

/**
 * The answer to a message that could not be served; sent to its sender alone.
 *
 * @param type always {@code error}
 * @param seq that of the last message this client got: an error is not an event and uses no number
 * @param reason a sentence for whoever wrote the client
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record ErrorMessage(String type, long seq, String reason) {
  ErrorMessage(long seq, String reason) {
    this("error", seq, reason);
  }
}
