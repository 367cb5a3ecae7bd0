package io.detsguard.http.shortcut;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.health.HealthReport;
import io.detsguard.http.RawAnswer;
import io.detsguard.http.TestServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The report that is at hand differs here from the one that is made when asked for, so an answer
 * tells which way it came.
 */
@Timeout(60)
class HealthShortcutTest {
  private static final String TOKEN = "Authorization: Bearer " + TestServer.TOKEN + "\r\n";
  private static final String GET = "GET /api/admin/dets-health HTTP/1.1\r\nHost: x\r\n";

  @AutoClose private final TestServer server = TestServer.start();

  @BeforeEach
  void start() {
    HealthReport report = report(1);
    server.health.answer(report);
    server.get("/api/admin/dets-health"); // makes the bytes
    server.health.haveAtHand(report);
  }

  private static HealthReport report(long second) {
    return new HealthReport(Instant.ofEpochSecond(second), Optional.empty(), List.of());
  }

  @Test
  void answersJustAsTheLongWayDoes() throws IOException {
    RawAnswer shortly = exchange(GET + TOKEN + "\r\n");
    RawAnswer atLength = exchange(GET + TOKEN + "Cookie: a=b\r\n\r\n");

    assertEquals(200, shortly.status());
    assertEquals(head(atLength), head(shortly));
    assertEquals(atLength.body(), shortly.body());
  }

  @Test
  void takesTheShortWayWhenItMay() throws IOException {
    server.health.failWith(new IOException("the long way is blocked"));

    assertEquals(200, exchange(GET + TOKEN + "\r\n").status());
    assertEquals(200, exchange(GET + TOKEN + "Accept: */*\r\n\r\n").status());
    assertEquals(200, exchange(GET + TOKEN + "Accept: application/json\r\n\r\n").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/admin/dets-health?x=1 HTTP/1.1\r\nHost: x\r\n",
        "GET /api/admin/dets-health/ HTTP/1.1\r\nHost: x\r\n",
        "HEAD /api/admin/dets-health HTTP/1.1\r\nHost: x\r\n",
        "GET /api/admin/dets-health HTTP/1.0\r\n",
        GET + "Accept: text/html, */*\r\n",
        GET + "Accept: application/json\r\nAccept: */*\r\n",
        GET + "Content-Length: 0\r\n",
        GET + "Connection: close\r\n",
        GET + "Cookie: a=b\r\n",
        GET + "Origin: http://elsewhere.example\r\n",
        GET + "Expect: 100-continue\r\n",
        GET + "Authorization: Bearer other\r\n",
      })
  void takesTheLongWayWhenThereIsMoreToWeigh(String request) throws IOException {
    server.health.failWith(new IOException("the long way is blocked"));

    assertFalse(exchange(request + TOKEN + "\r\n").status() == 200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Authorization: Bearer wrong\r\n",
        "Authorization: bearer a-token-that-is-good2\r\n",
        "Authorization: Basic a-token-that-is-good\r\n"
      })
  void letsNobodyInWithoutToken(String authorization) throws IOException {
    RawAnswer answer = exchange(GET + authorization + "\r\n");

    assertEquals(401, answer.status());
    assertEquals(Optional.of("Bearer realm=\"DetsGuard\""), answer.header("WWW-Authenticate"));
  }

  @Test
  void takesTheLongWayWhileTokensCannotBeRead() throws IOException {
    server.tokens.failWith(new IOException("broken"));

    assertEquals(500, exchange(GET + TOKEN + "\r\n").status());
  }

  @Test
  void takesTheLongWayWhenNoReportIsAtHand() throws IOException {
    server.health.haveAtHand(report(2)); // never written
    server.health.answer(report(3));

    assertTrue(exchange(GET + TOKEN + "\r\n").body().contains("\"checked_at\":3000"));
  }

  @Test
  void keepsAnswersInTheOrderOfRequests() throws IOException {
    String runs = "GET /api/admin/backup/runs HTTP/1.1\r\nHost: x\r\n" + TOKEN + "\r\n";
    String health = GET + TOKEN + "\r\n";

    String answers = exchange(health + runs + health + health + runs + health).text();

    String bodies = answers.replaceAll("(?s)HTTP/1.1 200.*?\r\n\r\n", "\n");
    assertEquals(
        List.of("health", "runs", "health", "health", "runs", "health"),
        bodies
            .lines()
            .filter(line -> !line.isBlank())
            .map(line -> line.contains("health_status") ? "health" : "runs")
            .toList(),
        answers);
  }

  @Test
  void answersManyRequestsOnOneConnection() throws IOException {
    String answers = exchange((GET + TOKEN + "\r\n").repeat(2000)).text();

    assertEquals(2000, answers.split("HTTP/1.1 200", -1).length - 1);
  }

  /** Sends all of it at once, then asks for an end, and reads until the server hangs up. */
  private RawAnswer exchange(String requests) throws IOException {
    String last = "GET /health HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
    try (Socket socket = server.connect()) {
      Thread writer =
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      socket
                          .getOutputStream()
                          .write((requests + last).getBytes(StandardCharsets.US_ASCII));
                    } catch (IOException e) {
                      // what is answered shows how much was read
                    }
                  });
      String text = RawAnswer.readAll(socket).text();
      writer.join();
      return new RawAnswer(withoutLast(text));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static String withoutLast(String text) {
    int last = text.lastIndexOf("HTTP/1.1 200");
    return text.endsWith("{\"status\":\"UP\"}") && last > 0 ? text.substring(0, last) : text;
  }

  /** Status line and headers in any order; the time is not compared. */
  private static Set<String> head(RawAnswer answer) {
    return answer
        .text()
        .lines()
        .takeWhile(line -> !line.isEmpty())
        .map(line -> line.startsWith("date:") ? "date" : line)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
