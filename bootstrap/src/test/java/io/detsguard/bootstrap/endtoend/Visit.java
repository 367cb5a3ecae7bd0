package io.detsguard.bootstrap.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One visitor in a browser of its own cookies, who notes what should not happen on any page: errors
 * and warnings in the console, violations of the content policy among them, and requests to other
 * hosts.
 */
final class Visit implements AutoCloseable {
  /** What a browser says of every form with a password alone, at a level that is not shown. */
  private static final Set<String> LOUD = Set.of("error", "warning");

  /** What a page must show as text; as anything else it breaks the page. */
  static final String MARKUP = "<img src=x onerror=window.broken=1><b>bold</b>";

  private final BrowserContext context;
  private final Page page;
  private final URI guard;
  private final List<String> complaints = new ArrayList<>();

  private Visit(BrowserContext context, URI guard) {
    this.context = context;
    this.guard = guard;
    this.page = context.newPage();
    page.onConsoleMessage(this::listen);
    page.onPageError(error -> complaints.add("uncaught: " + error));
    page.onRequest(this::watch);
  }

  /** A visitor with a wide, light screen. */
  static Visit begin(Chromium chromium, URI guard) {
    return begin(chromium, guard, ColorScheme.LIGHT, 1280, 900);
  }

  static Visit begin(Chromium chromium, URI guard, ColorScheme scheme, int width, int height) {
    Browser.NewContextOptions options =
        new Browser.NewContextOptions()
            .setColorScheme(scheme)
            .setViewportSize(width, height)
            .setTimezoneId("UTC");
    return new Visit(chromium.browser().newContext(options), guard);
  }

  private void listen(ConsoleMessage message) {
    if (LOUD.contains(message.type())) {
      complaints.add(message.type() + ": " + message.text());
    }
  }

  private void watch(Request request) {
    URI target = URI.create(request.url());
    boolean inline = "data".equals(target.getScheme());
    if (!inline && !guard.getAuthority().equals(target.getAuthority())) {
      complaints.add("request to " + request.url());
    }
  }

  Page page() {
    return page;
  }

  /** What should not have happened, as far as it is not one of these. */
  List<String> complaintsBeside(String... expected) {
    return complaints.stream()
        .filter(text -> List.of(expected).stream().noneMatch(text::contains))
        .toList();
  }

  void open(String path) {
    page.navigate(guard.resolve(path).toString());
  }

  /** Has every message on the dashboard's socket arrive altered. */
  void alterPushes(UnaryOperator<String> alteration) {
    page.routeWebSocket(
        "**/ws/dashboard",
        socket ->
            socket
                .connectToServer()
                .onMessage(frame -> socket.send(alteration.apply(frame.text()))));
  }

  /** Has the answers to requests to such addresses arrive with altered bodies. */
  void alterAnswers(String addresses, UnaryOperator<String> alteration) {
    page.route(
        addresses,
        route -> {
          APIResponse answer = route.fetch();
          route.fulfill(
              new Route.FulfillOptions()
                  .setResponse(answer)
                  .setBody(alteration.apply(answer.text())));
        });
  }

  /** Signs in on the login page, and waits for the tables. */
  void signIn(String token) {
    open("/dashboard");
    page.getByLabel("API token").fill(token);
    page.getByRole(AriaRole.BUTTON).click();
    assertThat(rows().first()).isVisible();
  }

  /** The rows of the tables' panel. */
  Locator rows() {
    return page.locator("#tables tbody tr");
  }

  Locator row(String table) {
    return page.locator("#tables tbody tr[data-key='" + table + "']");
  }

  Locator lastBackup() {
    return page.locator("#last-backup");
  }

  Locator backUpNow() {
    return page.locator("[data-action=back-up]");
  }

  /** Makes the page ask for the state now, as it does by itself every few seconds. */
  void refresh() {
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
  }

  /** What axe-core finds of the page as it is, of serious or critical impact. */
  List<?> seriousFindings() throws IOException {
    page.evaluate(axe());
    return (List<?>)
        page.evaluate(
            """
            async () => (await axe.run(document)).violations
              .filter(({impact}) => impact === "serious" || impact === "critical")
              .map(({id, nodes}) => id + ": " + nodes.map(({html, failureSummary}) => html + " " + failureSummary).join("; "))
            """);
  }

  private static String axe() throws IOException {
    try (InputStream script = Visit.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Whether something is wider than the screen. */
  boolean overflows() {
    return (boolean)
        page.evaluate(
            "document.scrollingElement.scrollWidth > document.documentElement.clientWidth");
  }

  @Override
  public void close() {
    context.close();
  }
}
