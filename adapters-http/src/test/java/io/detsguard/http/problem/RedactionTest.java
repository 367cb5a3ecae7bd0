package io.detsguard.http.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.read.ListAppender;
import io.detsguard.http.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.AccessDeniedException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** What goes wrong inside stays inside, and is in the log. */
class RedactionTest {
  private static final String SECRET = "/srv/secret/task_queue.dets in com.acme.Inner$Class";

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
  private TestServer server;

  @BeforeEach
  void start() {
    log.start();
    root.addAppender(log);
    root.setLevel(Level.ERROR);
    server = TestServer.start();
  }

  @AfterEach
  void stop() {
    server.close();
    root.setLevel(Level.OFF);
    root.detachAppender(log);
  }

  static Stream<RuntimeException> defects() {
    return Stream.of(
        new IllegalStateException(SECRET),
        new NullPointerException(SECRET),
        new UncheckedIOException(SECRET, new IOException(SECRET)),
        new CompletionException(SECRET, new IllegalStateException(SECRET)),
        new IllegalArgumentException(SECRET),
        new UnsupportedOperationException(SECRET));
  }

  @ParameterizedTest
  @MethodSource("defects")
  void hidesDefects(RuntimeException defect) {
    server.backups.failWith(defect);

    assertHidden(
        server.send(request -> request.POST(BodyPublishers.noBody()), "/api/admin/backup"));
  }

  static Stream<IOException> troubles() {
    return Stream.of(
        new IOException(SECRET),
        new AccessDeniedException(SECRET),
        new IOException("connection reset", new IOException(SECRET)));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void hidesTroubleWithTheRepository(IOException trouble) {
    server.snapshots.failWith(trouble);

    HttpResponse<String> answer = server.get("/api/admin/backups");

    assertTrue(answer.statusCode() >= 400);
    assertFalse(answer.body().contains("secret"), answer::body);
    assertFalse(answer.headers().map().toString().contains("secret"));
  }

  @Test
  void hidesTroubleWithHealth() {
    server.health.failWith(new IOException(SECRET));

    assertHidden(server.get("/api/admin/dets-health"));
  }

  @Test
  void hidesTroubleWithTokens() {
    server.tokens.failWith(new IOException(SECRET));

    assertHidden(server.get("/api/admin/backups"));
  }

  @Test
  void hidesRunThatBreaksItsPromise() {
    server.backups.serveNext().completeExceptionally(new IllegalStateException(SECRET));

    assertHidden(
        server.send(request -> request.POST(BodyPublishers.noBody()), "/api/admin/backup"));
  }

  private void assertHidden(HttpResponse<String> answer) {
    assertEquals(500, answer.statusCode());
    assertEquals(
        "{\"type\":\"about:blank\",\"title\":\"Internal Server Error\",\"status\":500,"
            + "\"detail\":\"The service failed to answer; its log has the details.\"}",
        answer.body());
    assertFalse(answer.headers().map().toString().contains("secret"));
    assertTrue(
        List.copyOf(log.list).stream().anyMatch(RedactionTest::tells),
        () -> "not in the log: " + log.list);
  }

  private static boolean tells(ILoggingEvent event) {
    IThrowableProxy thrown = event.getThrowableProxy();
    return thrown != null && thrown.getMessage().contains(SECRET);
  }
}
