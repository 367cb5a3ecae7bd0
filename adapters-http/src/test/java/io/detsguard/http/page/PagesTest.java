package io.detsguard.http.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.http.TestServer;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
  @AutoClose private static final TestServer server = TestServer.start();

  @Test
  void leadsFromTheRootToTheDashboard() {
    HttpResponse<String> answer = server.getWithout("/");

    assertEquals(303, answer.statusCode());
    assertEquals(Optional.of("/dashboard"), answer.headers().firstValue("Location"));
  }

  @Test
  void leadsWhoIsNotSignedInToTheLoginPage() {
    HttpResponse<String> answer = server.getWithout("/dashboard");

    assertEquals(303, answer.statusCode());
    assertEquals(Optional.of("/login"), answer.headers().firstValue("Location"));
  }

  @Test
  void servesTheDashboardToWhoIsSignedIn() {
    HttpResponse<String> answer = server.get("/dashboard");

    assertEquals(200, answer.statusCode());
    assertEquals(
        Optional.of("text/html;charset=utf-8"), answer.headers().firstValue("Content-Type"));
    assertTrue(answer.body().contains("DetsGuard"));
  }

  @Test
  void servesTheLoginPageToAll() {
    assertEquals(200, server.getWithout("/login").statusCode());
  }

  @Test
  void sparesWhoIsSignedInTheLoginPage() {
    assertEquals(303, server.get("/login").statusCode());
  }

  @ParameterizedTest
  @CsvSource({
    "app.js, text/javascript;charset=utf-8",
    "dashboard.css, text/css;charset=utf-8",
    "icon.svg, image/svg+xml",
    "uPlot.iife.min.js, text/javascript;charset=utf-8"
  })
  void servesAssetsToAll(String name, String type) {
    HttpResponse<String> answer = server.getWithout("/assets/" + name);

    assertEquals(200, answer.statusCode());
    assertEquals(Optional.of(type), answer.headers().firstValue("Content-Type"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"dashboard.html", "nothing.js", "APP.JS", "..", "%2e%2e%2fdashboard.html"})
  void servesNothingElseAsAnAsset(String name) {
    int status = server.getWithout("/assets/" + name).statusCode();

    assertTrue(status == 404 || status == 401, "status " + status);
  }

  @Test
  void letsBrowsersKeepAssetsAndAskWhetherTheyChanged() {
    HttpResponse<String> first = server.getWithout("/assets/app.js");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> second =
        server.sendWithout(request -> request.header("If-None-Match", tag).GET(), "/assets/app.js");

    assertEquals(Optional.of("no-cache"), first.headers().firstValue("Cache-Control"));
    assertEquals(304, second.statusCode());
    assertEquals("", second.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login", "/dashboard", "/assets/app.js", "/assets/nothing", "/"})
  void letsPagesLoadAndRunOnlyWhatComesFromHere(String path) {
    HttpResponse<String> answer = server.get(path);

    String policy = answer.headers().firstValue("Content-Security-Policy").orElseThrow();
    List<String> rules = Arrays.asList(policy.split("; "));
    assertTrue(
        rules.containsAll(
            List.of(
                "default-src 'none'",
                "script-src 'self'",
                "style-src 'self'",
                "connect-src 'self'",
                "form-action 'self'",
                "base-uri 'none'",
                "frame-ancestors 'none'")),
        policy);
    assertFalse(policy.contains("unsafe"), policy);
    assertEquals(Optional.of("nosniff"), answer.headers().firstValue("X-Content-Type-Options"));
    assertEquals(Optional.of("same-origin"), answer.headers().firstValue("Referrer-Policy"));
  }

  /** A name that is misspelt in a page would show as a page without style or life. */
  @ParameterizedTest
  @ValueSource(strings = {"/login", "/dashboard"})
  void refersOnlyToAssetsThatThereAre(String page) {
    String html = page.equals("/login") ? server.getWithout(page).body() : server.get(page).body();

    Matcher references = Pattern.compile("(?:src|href)=\"(/[^\"]*)\"").matcher(html);
    int found = 0;
    while (references.find()) {
      assertEquals(200, server.getWithout(references.group(1)).statusCode(), references.group(1));
      found++;
    }
    assertTrue(found >= 3, "found " + found);
  }
}
