package io.detsguard.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micronaut.json.tree.JsonNode;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The JDK's WebSocket client, and what it received. */
final class Messages implements WebSocket.Listener, AutoCloseable {
  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private final HttpClient http = HttpClient.newHttpClient();
  private WebSocket socket;

  static Messages open(TestServer server) {
    Messages messages = new Messages();
    messages.socket =
        messages
            .http
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + OneTokenValidator.TOKEN)
            .subprotocols("detsguard.v1")
            .buildAsync(server.uri(), messages)
            .join();
    assertEquals("detsguard.v1", messages.socket.getSubprotocol());
    return messages;
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      received.add(partial.toString());
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int statusCode, String reason) {
    closeCode.complete(statusCode);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closeCode.completeExceptionally(error);
  }

  /** The text of the next message. */
  String next() throws InterruptedException {
    return poll(10_000).orElseThrow(() -> new AssertionError("no message within ten seconds"));
  }

  /** The next message, if there is one within that time. */
  Optional<String> poll(long millis) throws InterruptedException {
    return Optional.ofNullable(received.poll(millis, TimeUnit.MILLISECONDS));
  }

  /** The next message, which is to be of that type. */
  JsonNode next(String type) throws InterruptedException {
    JsonNode message = Json.parse(next());
    assertEquals(type, message.get("type").getStringValue(), message.toString());
    return message;
  }

  void say(String text) {
    socket.sendText(text, true).join();
  }

  void requestSnapshot() {
    say("{\"type\":\"request_snapshot\"}");
  }

  int closeCode() throws Exception {
    return closeCode.get(10, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    socket.abort();
    http.shutdownNow();
  }
}
