package io.detsguard.ws.wire;

import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Messages to UTF-8 JSON, and back. Server to client:
 *
 * <pre>
 *  {"type":"snapshot","seq":7,"data":{…}}
 *  {"type":"events","seq":8,"data":[{"type":"backup_complete",…},…]}
 *  {"type":"error","seq":8,"reason":"…"}
 * </pre>
 *
 * Client to server: {@code {"type":"request_snapshot"}}.
 */
@Singleton
public final class MessageCodec {
  private static final byte[] END = {'}'};

  private final JsonMapper json;

  MessageCodec(JsonMapper json) {
    this.json = json;
  }

  /** A batch of events, oldest first. */
  public byte[] events(long seq, List<WireEvent> events) {
    return encode(new EventsMessage(seq, events));
  }

  /**
   * The whole state. Its bytes are embedded as they are: what HTTP serves and what a socket pushes
   * are the same bytes, and a large state is not parsed only to be written again.
   *
   * @param state one JSON object
   */
  public byte[] snapshot(long seq, byte[] state) {
    byte[] start =
        ("{\"type\":\"snapshot\",\"seq\":" + seq + ",\"data\":")
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(start.length + state.length + END.length)
        .put(start)
        .put(state)
        .put(END)
        .array();
  }

  /** The answer to a message that could not be served. */
  public byte[] error(long seq, String reason) {
    return encode(new ErrorMessage(seq, reason));
  }

  /** Whether this text from outside asks for the whole state; false for anything else. */
  public boolean isSnapshotRequest(String text) {
    try {
      ClientMessage message = json.readValue(text, ClientMessage.class);
      return message != null && ClientMessage.REQUEST_SNAPSHOT.equals(message.type());
    } catch (IOException e) {
      return false; // not JSON, or not an object: the sender is told what was expected
    }
  }

  private byte[] encode(Object message) {
    try {
      return json.writeValueAsBytes(message);
    } catch (IOException e) {
      throw new UncheckedIOException("a message could not be written as JSON", e);
    }
  }
}
