package io.detsguard.http.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.backup.BackupRun;
import io.detsguard.http.Examples;
import io.detsguard.http.Json;
import io.detsguard.http.RawAnswer;
import io.detsguard.http.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileRequestTest {
  private static final String HEAD =
      "Host: x\r\nConnection: close\r\nAuthorization: Bearer " + TestServer.TOKEN + "\r\n";
  private static final Pattern INSIDE =
      Pattern.compile(
          "(?i)exception|micronaut|netty|jackson|java\\.|io\\.|/tmp|/srv|\\bat line\\b");

  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start();
    server.backups.serveNext().complete(run());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void stillAnswers() {
    assertEquals(200, server.getWithout("/health").statusCode());
  }

  private static BackupRun run() {
    return Examples.run(Examples.backedUp(Examples.TASK_QUEUE));
  }

  static Stream<Arguments> wrongBodies() {
    return Stream.of(
        Arguments.of("no JSON", "tables=task_queue"),
        Arguments.of("nothing but space", "  "),
        Arguments.of("cut off", "{\"tables\":[\"task_queue\""),
        Arguments.of("a list", "[\"task_queue\"]"),
        Arguments.of("a string", "\"task_queue\""),
        Arguments.of("null", "null"),
        Arguments.of("null tables", "{\"tables\":null}"),
        Arguments.of("tables is a string", "{\"tables\":\"task_queue\"}"),
        Arguments.of("tables is an object", "{\"tables\":{\"a\":1}}"),
        Arguments.of("a number in tables", "{\"tables\":[1]}"),
        Arguments.of("null in tables", "{\"tables\":[null]}"),
        Arguments.of("a list in tables", "{\"tables\":[[\"task_queue\"]]}"),
        Arguments.of("unknown property", "{\"table\":[\"task_queue\"]}"),
        Arguments.of("one property too many", "{\"tables\":[],\"force\":true}"),
        Arguments.of("repeated property", "{\"tables\":[\"task_queue\"],\"tables\":[]}"),
        Arguments.of("two objects", "{\"tables\":[]}{}"),
        Arguments.of("trailing text", "{\"tables\":[]} x"),
        Arguments.of("comment", "{/* all */}"),
        Arguments.of("single quotes", "{'tables':[]}"),
        Arguments.of("path for a name", "{\"tables\":[\"../../etc/passwd\"]}"),
        Arguments.of("empty name", "{\"tables\":[\"\"]}"),
        Arguments.of("NUL in a name", "{\"tables\":[\"a\\u0000b\"]}"),
        Arguments.of("name too long", "{\"tables\":[\"" + "a".repeat(101) + "\"]}"),
        Arguments.of("deep lists", "{\"tables\":" + "[".repeat(30_000) + "}"),
        Arguments.of("deep objects", "{\"a\":".repeat(10_000)),
        Arguments.of("long number", "{\"tables\":[" + "9".repeat(60_000) + "]}"),
        Arguments.of("long property", "{\"" + "p".repeat(60_000) + "\":1}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongBodies")
  void refusesWrongJson(String what, String body) {
    HttpResponse<String> answer = server.postJson("/api/admin/backup", body);

    assertProblem(400, answer);
  }

  @Test
  void refusesBytesThatAreNoUtf8() {
    byte[] head = "{\"tables\":[\"task_".getBytes(StandardCharsets.US_ASCII);
    byte[] body = new byte[head.length + 4];
    System.arraycopy(head, 0, body, 0, head.length);
    body[head.length] = (byte) 0xC3;
    body[head.length + 1] = (byte) 0x28;
    body[head.length + 2] = (byte) 0xFF;

    assertProblem(
        400,
        server.send(
            request ->
                request
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body)),
            "/api/admin/backup"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"application/x-www-form-urlencoded", "text/plain", "application/xml", "text/json"})
  void refusesBodyOfOtherTypes(String contentType) {
    assertProblem(415, server.post("/api/admin/backup", contentType, "{\"tables\":[]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"multipart/form-data; boundary=x", "garbage", "a/b/c", ";", "*/*"})
  void refusesTypesThatAreNone(String contentType) {
    HttpResponse<String> answer = server.post("/api/admin/backup", contentType, "{\"tables\":[]}");

    assertTrue(Set.of(400, 415).contains(answer.statusCode()), answer::toString);
    assertProblem(answer.statusCode(), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE", "GET", "FOO"})
  void refusesOtherMethods(String method) {
    HttpResponse<String> answer =
        server.send(
            request -> request.method(method, HttpRequest.BodyPublishers.noBody()),
            "/api/admin/backup");

    assertProblem(405, answer);
    assertEquals(List.of("POST"), answer.headers().allValues("Allow"));
  }

  @Test
  void refusesToAnswerInOtherTypes() {
    HttpResponse<String> answer =
        server.send(
            request -> request.header("Accept", "text/html").GET(), "/api/admin/dets-health");

    assertProblem(406, answer);
  }

  @Test
  void writesProblemsForBrowsersAsJsonToo() {
    HttpResponse<String> answer =
        server.send(request -> request.header("Accept", "text/html").GET(), "/nothing");

    assertProblem(404, answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/admin/%2e%2e/admin/backups",
        "/api/admin/../../etc/passwd",
        "/api/admin/..%2f..%2fetc%2fpasswd",
        "/api/admin//backups",
        "/api/admin/backups;x=1",
        "/api/admin/backup/runs/../../backups",
        "/api/admin/backup/runs/%2e%2e%2f%2e%2e%2fbackups",
        "/%00",
        "/api/admin/backups%00",
        "/API/ADMIN/BACKUPS",
        "/api\\admin\\backups",
        "/%zz",
        "/%",
        "/a b",
        "http://elsewhere.example/api/x",
        "*"
      })
  void findsNothingAtTrickyAddresses(String target) throws IOException {
    RawAnswer answer = RawAnswer.to(server, "GET " + target + " HTTP/1.1\r\n" + HEAD + "\r\n");

    assertTrue(Set.of(400, 404).contains(answer.status()), answer::text);
    assertProblem(answer.status(), answer);
  }

  @Test
  void refusesBodyThatIsAnnouncedTooLarge() throws IOException {
    RawAnswer answer =
        RawAnswer.to(
            server,
            "POST /api/admin/backup HTTP/1.1\r\n"
                + HEAD
                + "Content-Type: application/json\r\nContent-Length: 10000000000\r\n\r\n{");

    assertProblem(413, answer);
  }

  @Test
  void refusesBodyThatGrowsTooLarge() throws IOException {
    String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";

    RawAnswer answer =
        RawAnswer.to(
            server,
            "POST /api/admin/backup HTTP/1.1\r\n"
                + HEAD
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + chunk.repeat(1000));

    assertProblem(413, answer);
  }

  @Test
  void refusesLargeBodyOfStrangersByTheirMissingToken() throws IOException {
    RawAnswer answer =
        RawAnswer.to(
            server,
            "POST /api/admin/backup HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Content-Type: application/json\r\nContent-Length: 10000000000\r\n\r\n{");

    assertProblem(401, answer);
  }

  @Test
  void doesNotUnpackCompressedBody() {
    byte[] bomb = gzip(new byte[10_000_000]);

    HttpResponse<String> answer =
        server.send(
            request ->
                request
                    .header("Content-Type", "application/json")
                    .header("Content-Encoding", "gzip")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(bomb)),
            "/api/admin/backup");

    assertProblem(400, answer);
  }

  @Test
  void refusesAddressThatIsTooLong() throws IOException {
    assertProblem(
        414, RawAnswer.to(server, "GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n" + HEAD + "\r\n"));
  }

  @Test
  void refusesHeaderThatIsTooLarge() throws IOException {
    assertProblem(
        431,
        RawAnswer.to(
            server, "GET /health HTTP/1.1\r\n" + HEAD + "X: " + "a".repeat(100_000) + "\r\n\r\n"));
  }

  @Test
  void refusesTooManyHeaders() throws IOException {
    assertProblem(
        431,
        RawAnswer.to(server, "GET /health HTTP/1.1\r\n" + HEAD + "X: a\r\n".repeat(9000) + "\r\n"));
  }

  static Stream<String> garbage() {
    return Stream.of(
        "GET\r\n\r\n",
        "GET /health\r\n\r\n",
        "\u0000\u0001\u0002\u0003\r\n\r\n",
        "GET /health HTTP/9.9\r\n" + HEAD + "\r\n",
        "GET /health SMTP/1.1\r\n" + HEAD + "\r\n",
        "GET /health HTTP/1.1\r\nno colon here\r\n\r\n",
        "GET /health HTTP/1.1\r\n: no name\r\n\r\n",
        "GET /health HTTP/1.1\r\nA\u0000B: x\r\n\r\n",
        "GET /health HTTP/1.1\r\nHost: x\r\nX: a\u0000b\r\n\r\n",
        "POST /api/admin/backup HTTP/1.1\r\n" + HEAD + "Content-Length: -5\r\n\r\n",
        "POST /api/admin/backup HTTP/1.1\r\n" + HEAD + "Content-Length: 5x\r\n\r\nhello",
        "POST /api/admin/backup HTTP/1.1\r\n"
            + HEAD
            + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
        "POST /api/admin/backup HTTP/1.1\r\n" + HEAD + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003hello\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("garbage")
  void refusesGarbage(String request) throws IOException {
    RawAnswer answer = RawAnswer.to(server, request);

    if (!answer.text().isEmpty()) {
      assertProblem(400, answer);
    }
  }

  private static void assertProblem(int status, HttpResponse<String> answer) {
    assertEquals(status, answer.statusCode(), answer::body);
    assertProblem(
        status,
        answer.headers().firstValue("Content-Type").orElse("none"),
        answer.body(),
        answer.headers().map().toString());
  }

  private static void assertProblem(int status, RawAnswer answer) {
    assertEquals(status, answer.status(), answer::text);
    assertProblem(
        status, answer.header("Content-Type").orElse("none"), answer.body(), answer.text());
  }

  private static void assertProblem(int status, String type, String body, String everything) {
    assertEquals("application/problem+json", type);
    Map<String, Object> problem = Json.object(body);
    assertEquals(Set.of("type", "title", "status", "detail"), problem.keySet());
    assertEquals(status, problem.get("status"));
    assertFalse(INSIDE.matcher(body).find(), body);
    assertFalse(INSIDE.matcher(everything.lines().findFirst().orElse("")).find(), everything);
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
