package io.detsguard.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.backup.BackupRun;
import io.detsguard.http.ConnectionDeadlines;
import io.detsguard.http.Examples;
import io.detsguard.http.RawAnswer;
import io.detsguard.http.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The deadlines on the wire, short ones. */
@Timeout(60)
class SlowCallerTest {
  private static final Duration DEADLINE = Duration.ofMillis(300);
  private static final BackupRun RUN = Examples.run(Examples.backedUp(Examples.TASK_QUEUE));
  private static final String HEAD =
      "POST /api/admin/backup HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
          + TestServer.TOKEN
          + "\r\nContent-Type: application/json\r\n";

  @AutoClose
  private final TestServer server =
      TestServer.start(new ConnectionDeadlines(DEADLINE, DEADLINE, DEADLINE));

  @Test
  void waitsForRunLongerThanEveryDeadline() {
    server.backups.serveNext().completeOnTimeout(RUN, 1500, TimeUnit.MILLISECONDS);

    assertEquals(
        200,
        server
            .send(request -> request.POST(BodyPublishers.noBody()), "/api/admin/backup")
            .statusCode());
  }

  @Test
  void refusesBodyThatDrips() throws IOException {
    RawAnswer answer = drip(HEAD + "Content-Length: 1000\r\n\r\n");

    assertEquals(408, answer.status());
    assertEquals(Optional.of("application/problem+json"), answer.header("Content-Type"));
    assertEquals(
        "{\"type\":\"about:blank\",\"title\":\"Request Timeout\",\"status\":408,"
            + "\"detail\":\"The request did not arrive in time.\"}",
        answer.body());
    assertEquals(List.of(), server.backups.requests());
  }

  @Test
  void hangsUpOnHeadersThatDrip() throws IOException {
    assertEquals("", drip("GET /health HTTP/1.1\r\nX: ").text());
  }

  @Test
  void hangsUpOnSilence() throws IOException {
    try (Socket socket = server.connect()) {
      assertEquals("", RawAnswer.readAll(socket).text());
    }
  }

  @Test
  void beginsNoRunOnHalfBody() throws IOException {
    server.backups.serveNext().complete(RUN);
    try (Socket socket = server.connect()) {
      write(socket, HEAD + "Content-Length: 1000\r\n\r\n{}");
      socket.shutdownOutput();
      RawAnswer.readAll(socket);
    }

    assertEquals(List.of(), server.backups.requests());
  }

  @Test
  void beginsNoRunOnBodyThatCannotBeDecoded() throws IOException {
    server.backups.serveNext().complete(RUN);

    RawAnswer answer =
        RawAnswer.to(server, HEAD + "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\nzz\r\n");

    assertEquals(400, answer.status());
    assertEquals(List.of(), server.backups.requests());
  }

  @Test
  void keepsConnectionForQuickCallers() throws IOException {
    try (Socket socket = server.connect()) {
      for (int request = 0; request < 5; request++) {
        write(socket, "GET /health HTTP/1.1\r\nHost: x\r\n\r\n");
        String answer =
            new String(socket.getInputStream().readNBytes(15), StandardCharsets.US_ASCII);
        assertEquals("HTTP/1.1 200 OK", answer);
        skipRest(socket);
      }
    }
  }

  private static void skipRest(Socket socket) throws IOException {
    StringBuilder rest = new StringBuilder();
    while (!rest.toString().endsWith("{\"status\":\"UP\"}")) {
      int next = socket.getInputStream().read();
      assertTrue(next >= 0, rest::toString);
      rest.append((char) next);
    }
  }

  /** Sends the start of a request, then a byte now and then until the server has enough. */
  private RawAnswer drip(String start) throws IOException {
    try (Socket socket = server.connect()) {
      write(socket, start);
      Thread dripping = Thread.startVirtualThread(() -> dripUntilClosed(socket));
      RawAnswer answer = RawAnswer.readAll(socket);
      dripping.interrupt();
      return answer;
    }
  }

  private static void dripUntilClosed(Socket socket) {
    try {
      while (!Thread.interrupted()) {
        write(socket, " ");
        Thread.sleep(20);
      }
    } catch (InterruptedException | SocketException e) {
      Thread.currentThread().interrupt(); // the server hung up, which is what is waited for
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }
}
