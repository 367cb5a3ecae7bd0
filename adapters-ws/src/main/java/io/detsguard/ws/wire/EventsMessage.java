package io.detsguard.ws.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * What happened since the message before.
 *
 * @param type always {@code events}
 * @param seq one more than the message before it
 * @param data oldest first, never empty
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
record EventsMessage(String type, long seq, List<WireEvent> data) {
  EventsMessage(long seq, List<WireEvent> data) {
    this("events", seq, data);
  }
}
