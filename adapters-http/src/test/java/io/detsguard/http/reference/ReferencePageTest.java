package io.detsguard.http.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.http.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReferencePageTest {
  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"([^\"]*)\"");

  @AutoClose private static final TestServer server = TestServer.start();

  @Test
  void loadsOnlyFilesOfThisServerAndAllOfThemAreThere() {
    HttpResponse<String> page = server.getWithout("/api-docs");

    List<String> links =
        LINK.matcher(page.body()).results().map(found -> found.group(1)).distinct().toList();

    assertEquals(5, links.size(), links::toString);
    for (String link : links) {
      assertTrue(link.startsWith("api-docs/"), link);
      assertEquals(200, server.getWithout("/" + link).statusCode(), link);
    }
  }

  @Test
  void letsNoInlineScriptAndNothingFromElsewhereRun() {
    HttpResponse<String> page = server.getWithout("/api-docs");

    String policy = page.headers().firstValue("Content-Security-Policy").orElseThrow();
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
    assertFalse(policy.contains("unsafe") || policy.contains("http"), policy);
    assertFalse(page.body().contains("<script>"), page::body);
  }

  @Test
  void readsTheDocumentFromThisServer() {
    String script = server.getWithout("/api-docs/page.js").body();

    assertTrue(script.contains("url: \"api-docs/openapi.yml\""), script);
    assertFalse(script.contains("//cdn") || script.contains("https:"), script);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "swagger-ui.js",
        "index.html",
        "package-info.class",
        "ApiReference.class",
        "..%2Fhealth%2FHealthReportView.class",
        "%2e%2e",
        "PAGE"
      })
  void servesNoOtherFile(String name) {
    int status = server.getWithout("/api-docs/" + name).statusCode();

    assertTrue(status == 404 || status == 401 || status == 400, name + " gave " + status);
  }
}
