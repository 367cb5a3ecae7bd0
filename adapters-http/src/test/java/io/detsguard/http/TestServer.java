package io.detsguard.http;

import io.detsguard.application.port.out.ConnectedClients;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The real server on a port of its own, with doubles behind it, and a plain client for it. */
public final class TestServer implements AutoCloseable {
  /** What the server's clock says. */
  public static final Instant NOW = Instant.parse("2026-02-11T15:00:00Z");

  public static final String TOKEN = "a-token-that-is-good";

  public final ScriptedBackups backups = new ScriptedBackups();
  public final ScriptedHealth health = new ScriptedHealth();
  public final ScriptedSnapshots snapshots = new ScriptedSnapshots();
  public final ScriptedRestores restores = new ScriptedRestores();
  public final ScriptedUndos undos = new ScriptedUndos();
  public final ScriptedRepairs repairs = new ScriptedRepairs();
  public final ScriptedCompactions compactions = new ScriptedCompactions();
  public final ScriptedTokens tokens = new ScriptedTokens(TOKEN);
  public final ScriptedSessions sessions = new ScriptedSessions(TOKEN);
  public final ScriptedHistory history = new ScriptedHistory();

  /** How many dashboards are connected. */
  public final AtomicInteger clients = new AtomicInteger();

  private final ApplicationContext context;
  private final EmbeddedServer server;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  private TestServer(HttpSettings settings) {
    context =
        ApplicationContext.builder()
            .properties(Map.of("micronaut.server.port", -1, "micronaut.server.host", "127.0.0.1"))
            .singletons(
                backups,
                health,
                snapshots,
                restores,
                undos,
                repairs,
                compactions,
                tokens,
                sessions,
                history,
                new ScriptedTickets(),
                settings,
                (ConnectedClients) clients::get)
            .start();
    server = context.getBean(EmbeddedServer.class).start();
  }

  /** A server with the usual deadlines. */
  public static TestServer start() {
    return start(ConnectionDeadlines.DEFAULT);
  }

  public static TestServer start(ConnectionDeadlines deadlines) {
    return new TestServer(new HttpSettings(true, deadlines));
  }

  /** Something from inside the server. */
  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  /** All beans of that type. */
  public <T> Collection<T> beans(Class<T> type) {
    return context.getBeansOfType(type);
  }

  /** Sends a request that carries the good token. */
  public HttpResponse<String> send(Consumer<HttpRequest.Builder> request, String path) {
    return sendAs("Bearer " + TOKEN, request, path);
  }

  public HttpResponse<String> get(String path) {
    return send(HttpRequest.Builder::GET, path);
  }

  public HttpResponse<String> post(String path, String contentType, String body) {
    return send(
        request ->
            request
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body)),
        path);
  }

  public HttpResponse<String> postJson(String path, String body) {
    return post(path, "application/json", body);
  }

  public HttpResponse<String> getWithout(String path) {
    return exchange(request(path).GET());
  }

  /** Sends a request without any credentials of its own. */
  public HttpResponse<String> sendWithout(Consumer<HttpRequest.Builder> request, String path) {
    HttpRequest.Builder builder = request(path);
    request.accept(builder);
    return exchange(builder);
  }

  public HttpResponse<String> sendAs(
      String authorization, Consumer<HttpRequest.Builder> request, String path) {
    HttpRequest.Builder builder = request(path).header("Authorization", authorization);
    request.accept(builder);
    return exchange(builder);
  }

  public CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest.Builder request) {
    return client.sendAsync(
        request.header("Authorization", "Bearer " + TOKEN).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.getPort() + path))
        .timeout(Duration.ofSeconds(30));
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /** A connection to write anything to. */
  public Socket connect() throws IOException {
    Socket socket = new Socket("127.0.0.1", server.getPort());
    socket.setSoTimeout(30_000);
    return socket;
  }

  @Override
  public void close() {
    client.close();
    context.close();
  }
}
