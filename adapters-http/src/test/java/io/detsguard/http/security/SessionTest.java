package io.detsguard.http.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.backup.Catalog;
import io.detsguard.http.RawAnswer;
import io.detsguard.http.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionTest {
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final String READ = "/api/admin/backups";

  @AutoClose private final TestServer server = TestServer.start();

  @BeforeEach
  void start() {
    server.snapshots.answer(new Catalog(List.of(), List.of()));
  }

  @Test
  void opensASessionForAGoodToken() {
    HttpResponse<String> answer = signIn("token=" + TestServer.TOKEN);

    assertEquals(303, answer.statusCode());
    assertEquals(Optional.of("/dashboard"), answer.headers().firstValue("Location"));
    assertEquals(
        Set.of("detsguard_session=session-1", "path=/", "httponly", "samesite=strict"),
        cookieWithoutTimes(answer));
    assertEquals(200, get(READ, "session-1").statusCode());
  }

  @Test
  void opensASessionForAProgram() {
    HttpResponse<String> answer =
        send(
            "/login",
            request ->
                request
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString("{\"token\":\"" + TestServer.TOKEN + "\"}")));

    assertEquals(204, answer.statusCode());
    assertTrue(cookieWithoutTimes(answer).contains("detsguard_session=session-1"));
  }

  @Test
  void endsTheSessionOfBeforeWhenSignedInAgain() {
    signIn("token=" + TestServer.TOKEN);
    send(
        "/login",
        form(
            "token=" + TestServer.TOKEN,
            "Cookie",
            "detsguard_session=session-1",
            "Sec-Fetch-Site",
            "same-origin"));

    assertEquals(Set.of("session-2"), server.sessions.open());
  }

  @Test
  void countsFailuresByAddress() {
    signIn("token=wrong");

    assertEquals(List.of("127.0.0.1"), server.sessions.callers());
  }

  @Test
  void refusesAWrongToken() {
    HttpResponse<String> answer = signIn("token=wrong");

    assertEquals(303, answer.statusCode());
    assertEquals(Optional.of("/login#refused"), answer.headers().firstValue("Location"));
    assertTrue(answer.headers().allValues("Set-Cookie").isEmpty());
    assertEquals(401, signInByJson("{\"token\":\"wrong\"}").statusCode());
  }

  @Test
  void asksToWaitAfterTooManyFailures() {
    server.sessions.holdOff(Duration.ofMillis(41_500));

    assertEquals(Optional.of("/login#wait"), signIn("token=x").headers().firstValue("Location"));
    HttpResponse<String> answer = signInByJson("{\"token\":\"x\"}");
    assertEquals(429, answer.statusCode());
    assertEquals(Optional.of("42"), answer.headers().firstValue("Retry-After"));
    assertEquals(
        Optional.of("application/problem+json"), answer.headers().firstValue("Content-Type"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"token\":null}", "[]", "", "{\"token\":", "\"x\""})
  void refusesWhatIsNotACredential(String body) {
    assertEquals(400, signInByJson(body).statusCode());
  }

  @Test
  void refusesAFormWithoutToken() {
    assertEquals(400, signIn("other=x").statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "session-2", "session-1x", TestServer.TOKEN})
  void letsNobodyInWithAnotherCookie(String value) {
    signIn("token=" + TestServer.TOKEN);

    assertEquals(401, get(READ, value).statusCode());
  }

  @Test
  void endsTheSessionAtLogout() {
    signIn("token=" + TestServer.TOKEN);
    HttpResponse<String> answer =
        send(
            "/logout",
            form("", "Cookie", "detsguard_session=session-1", "Sec-Fetch-Site", "same-origin"));

    assertEquals(303, answer.statusCode());
    assertEquals(Optional.of("/login"), answer.headers().firstValue("Location"));
    assertTrue(answer.headers().firstValue("Set-Cookie").orElseThrow().contains("Max-Age=0"));
    assertEquals(Set.of(), server.sessions.open());
    assertEquals(401, get(READ, "session-1").statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, none",
    "Origin, https://elsewhere.example",
    "Origin, null",
    "Origin, http://127.0.0.1:1",
    "Accept, */*"
  })
  void changesNothingForPagesOfOtherOrigins(String header, String value) throws IOException {
    signIn("token=" + TestServer.TOKEN);

    RawAnswer answer = post("/api/admin/backup?wait=false", header + ": " + value);

    assertEquals(403, answer.status());
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, same-origin",
    "Origin, http://guard.example:4000",
    "Origin, https://GUARD.example:4000"
  })
  void changesThingsForItsOwnPage(String header, String value) throws IOException {
    signIn("token=" + TestServer.TOKEN);

    // A run of an unknown id: past the check, and without a run to script.
    RawAnswer answer = post("/api/nothing", header + ": " + value);

    assertEquals(404, answer.status());
  }

  @Test
  void believesNoneOfTwoOrigins() throws IOException {
    signIn("token=" + TestServer.TOKEN);

    RawAnswer answer =
        post(
            "/api/nothing",
            "Origin: http://guard.example:4000\r\nOrigin: https://elsewhere.example");

    assertEquals(403, answer.status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login", "/logout"})
  void signsNobodyInOrOutForPagesOfOtherOrigins(String path) {
    HttpResponse<String> answer =
        send(path, form("token=" + TestServer.TOKEN, "Sec-Fetch-Site", "cross-site"));

    assertEquals(403, answer.statusCode());
    assertEquals(List.of(), server.sessions.callers());
  }

  @Test
  void judgesByTheHeaderWhenThereAreBoth() {
    signIn("token=" + TestServer.TOKEN);

    HttpResponse<String> answer =
        send(
            READ,
            request ->
                request
                    .header("Cookie", "detsguard_session=session-1")
                    .header("Authorization", "Bearer wrong")
                    .GET());

    assertEquals(401, answer.statusCode());
  }

  @Test
  void doesNotCallGoodSessionWrongWhenTokensCannotBeRead() {
    signIn("token=" + TestServer.TOKEN);
    server.sessions.failWith(new IOException("/srv/tokens: Permission denied"));

    HttpResponse<String> answer = get(READ, "session-1");

    assertEquals(500, answer.statusCode());
    assertFalse(answer.body().contains("/srv"), answer::body);
  }

  private HttpResponse<String> signIn(String body) {
    return send("/login", form(body));
  }

  private HttpResponse<String> signInByJson(String body) {
    return send(
        "/login",
        request ->
            request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
  }

  private static Consumer<HttpRequest.Builder> form(String body, String... headers) {
    return request -> {
      request.header("Content-Type", FORM).POST(BodyPublishers.ofString(body));
      if (headers.length > 0) {
        request.headers(headers);
      }
    };
  }

  private HttpResponse<String> get(String path, String session) {
    return send(path, request -> request.header("Cookie", "detsguard_session=" + session).GET());
  }

  private HttpResponse<String> send(String path, Consumer<HttpRequest.Builder> request) {
    return server.sendWithout(request, path);
  }

  /** As a browser at {@code guard.example:4000} would send it, with the first session. */
  private RawAnswer post(String path, String headers) throws IOException {
    return RawAnswer.to(
        server,
        "POST "
            + path
            + " HTTP/1.1\r\nHost: guard.example:4000\r\nConnection: close\r\n"
            + "Cookie: detsguard_session=session-1\r\nContent-Length: 0\r\n"
            + headers
            + "\r\n\r\n");
  }

  private static Set<String> cookieWithoutTimes(HttpResponse<String> answer) {
    Set<String> parts = new HashSet<>();
    for (String part : answer.headers().firstValue("Set-Cookie").orElseThrow().split("; ")) {
      String lower = part.toLowerCase(Locale.ROOT);
      if (!lower.startsWith("max-age=") && !lower.startsWith("expires=")) {
        parts.add(lower);
      }
    }
    return parts;
  }
}
