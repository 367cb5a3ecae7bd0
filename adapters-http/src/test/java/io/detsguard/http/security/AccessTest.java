package io.detsguard.http.security;

import static io.detsguard.http.Json.assertJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.backup.Catalog;
import io.detsguard.http.RawAnswer;
import io.detsguard.http.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessTest {
  private static final String UNAUTHORIZED =
      """
      {"type":"about:blank","title":"Unauthorized","status":401,
       "detail":"This needs a valid token: Authorization: Bearer <token>."}
      """;

  @AutoClose private final TestServer server = TestServer.start();

  @BeforeEach
  void start() {
    server.snapshots.answer(new Catalog(List.of(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/admin/backups",
        "/api/admin/backup/runs",
        "/api/admin/backup/runs/x",
        "/api/admin/dets-health",
        "/api/dashboard/state",
        "/api/nothing",
        "/nothing",
        "/dashboard/more",
        "/assets",
        "/health/more",
        "/health/../api/admin/backups",
        "//health",
        "/HEALTH",
        "/LOGIN",
        "/logout",
        "/oauth/access_token",
        "/token_info"
      })
  void refusesEveryPathWithoutToken(String path) {
    HttpResponse<String> answer = server.getWithout(path);

    assertEquals(401, answer.statusCode());
    assertEquals(
        Optional.of("Bearer realm=\"DetsGuard\""), answer.headers().firstValue("WWW-Authenticate"));
    assertEquals(
        Optional.of("application/problem+json"), answer.headers().firstValue("Content-Type"));
    assertJson(UNAUTHORIZED, answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/oauth/access_token", "/token_info", "/nothing"})
  void offersNothingBesideTheApi(String path) {
    assertEquals(404, server.get(path).statusCode());
    assertEquals(404, server.postJson(path, "{}").statusCode());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer  ",
        "Bearer wrong",
        "Bearer a-token-that-is-good2",
        "Bearer a-token-that-is-goo",
        "Bearer A-TOKEN-THAT-IS-GOOD",
        "Bearer a-token-that-is-good, Bearer a-token-that-is-good",
        "bearer",
        "a-token-that-is-good",
        "Token a-token-that-is-good",
        "Basic YWRtaW46YS10b2tlbi10aGF0LWlzLWdvb2Q=",
        "Basic a-token-that-is-good",
        "Digest username=\"admin\"",
      })
  void refusesWhateverIsNotTheToken(String authorization) {
    HttpResponse<String> answer =
        server.sendAs(authorization, HttpRequest.Builder::GET, "/api/admin/backups");

    assertEquals(401, answer.statusCode());
    assertJson(UNAUTHORIZED, answer.body());
  }

  @Test
  void letsTokenIn() {
    assertEquals(200, server.get("/api/admin/backups").statusCode());
  }

  @Test
  void refusesTokenOutsideAscii() throws IOException {
    String request =
        "GET /api/admin/backups HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
            + "Authorization: Bearer t\u20ac\u00f6ken\r\n\r\n";

    RawAnswer answer = RawAnswer.to(server, request.getBytes(StandardCharsets.UTF_8));

    assertEquals(401, answer.status());
  }

  @Test
  void refusesSecondAuthorizationHeader() throws IOException {
    RawAnswer answer =
        RawAnswer.to(
            server,
            "GET /api/admin/backups HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Authorization: Bearer wrong\r\nAuthorization: Bearer "
                + TestServer.TOKEN
                + "\r\n\r\n");

    assertEquals(401, answer.status());
  }

  @Test
  void takesNoTokenFromAddressOrCookie() {
    HttpResponse<String> answer =
        server.sendAs(
            "none",
            request ->
                request
                    .header(
                        "Cookie",
                        "JWT=" + TestServer.TOKEN + "; detsguard_session=" + TestServer.TOKEN)
                    .GET(),
            "/api/admin/backups?access_token=" + TestServer.TOKEN + "&token=" + TestServer.TOKEN);

    assertEquals(401, answer.statusCode());
  }

  @Test
  void doesNotHashTextThatIsTooLongForToken() {
    server.sendAs("Bearer " + "x".repeat(5000), HttpRequest.Builder::GET, "/api/admin/backups");

    assertEquals(List.of(), server.tokens.presented());
  }

  @Test
  void doesNotCallGoodTokenWrongWhenTokensCannotBeRead() {
    server.tokens.failWith(new IOException("/srv/tokens: Permission denied"));

    HttpResponse<String> answer = server.get("/api/admin/backups");

    assertEquals(500, answer.statusCode());
    assertTrue(!answer.body().contains("/srv"), answer::body);
  }

  @Test
  void givesPagesOfOtherOriginsNothing() throws IOException {
    RawAnswer preflight =
        RawAnswer.to(
            server,
            "OPTIONS /api/admin/backups HTTP/1.1\r\nHost: backup.example\r\nConnection: close\r\n"
                + "Origin: https://elsewhere.example\r\n"
                + "Access-Control-Request-Method: GET\r\n"
                + "Access-Control-Request-Headers: authorization\r\n\r\n");

    assertEquals(401, preflight.status());
    assertEquals(Optional.empty(), preflight.header("Access-Control-Allow-Origin"));
  }

  @Test
  void namesMethodsToThoseWhoMayAsk() {
    HttpResponse<String> answer =
        server.send(
            request -> request.method("OPTIONS", HttpRequest.BodyPublishers.noBody()),
            "/api/admin/backups");

    assertEquals(405, answer.statusCode());
    assertTrue(answer.headers().allValues("Allow").toString().contains("GET"));
  }

  @Test
  void answersHeadLikeGetWithoutBody() {
    HttpResponse<String> answer = server.send(request -> request.HEAD(), "/api/admin/backups");

    assertEquals(200, answer.statusCode());
    assertEquals("", answer.body());
  }

  @Test
  void forbidsCachingAndGuessing() {
    HttpResponse<String> answer = server.get("/api/admin/backups");

    assertEquals(Optional.of("no-store"), answer.headers().firstValue("Cache-Control"));
    assertEquals(Optional.of("nosniff"), answer.headers().firstValue("X-Content-Type-Options"));
  }

  @Test
  void forbidsCachingOfRefusalsToo() {
    HttpResponse<String> answer = server.getWithout("/api/admin/backups");

    assertEquals(Optional.of("no-store"), answer.headers().firstValue("Cache-Control"));
    assertEquals(Optional.of("nosniff"), answer.headers().firstValue("X-Content-Type-Options"));
  }
}
