package io.detsguard.bootstrap.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.detsguard.bootstrap.settings.SettingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The dashboard as its user meets it: a real service, a real browser. */
@NeedsBrowser
@Timeout(300)
class DashboardTest {
  private static final Map<SettingKey, String> SETTINGS =
      Map.of(SettingKey.SCHEDULE_ENABLED, "false", SettingKey.COPY_DEADLINE, "60s");

  @AutoClose private static final Chromium CHROMIUM = new Chromium();

  private final SteerableClock clock = new SteerableClock(Instant.parse("2026-02-11T14:30:00Z"));

  @TempDir private Path data;
  private RunningGuard guard;
  private Visit visit;

  @BeforeEach
  void start() throws Exception {
    guard = RunningGuard.start(data, clock, SETTINGS);
    visit = Visit.begin(CHROMIUM, guard.address());
  }

  @AfterEach
  void stop() {
    visit.close();
    guard.close();
  }

  @Test
  void showsNineTablesAfterSigningIn() {
    visit.signIn(guard.token());

    assertThat(visit.rows()).hasCount(9);
    assertThat(visit.page().locator("#samples")).isVisible();
    assertThat(visit.page().locator("#connection")).hasText("Live");
    assertThat(visit.page()).hasTitle("Warning · DetsGuard");
    assertNoComplaints();
  }

  @Test
  void refusesAWrongTokenInWords() {
    visit.open("/");
    visit.page().getByLabel("API token").fill("dg_wrong");
    visit.page().getByRole(AriaRole.BUTTON).click();

    assertThat(visit.page().getByText("That token was not accepted.")).isVisible();
    assertThat(visit.page().getByText("Too many failed attempts.")).isHidden();
    assertNoComplaints();
  }

  @Test
  void endsTheSessionAtLogout() {
    visit.signIn(guard.token());
    visit.page().getByRole(AriaRole.BUTTON, byName("Log out")).click();
    assertThat(visit.page().getByLabel("API token")).isVisible();

    visit.open("/dashboard");
    assertThat(visit.page().getByLabel("API token")).isVisible();
    assertNoComplaints();
  }

  @Test
  void showsABackupAndItsProgressWithoutReload() throws Exception {
    visit.signIn(guard.token());
    visit.page().evaluate("window.sameDocument = true");
    assertThat(visit.lastBackup()).hasText("Last backup: never");

    Locator mailbox = visit.page().locator(".progress[data-key='agent_mailbox']");
    TableOwner owner = new TableOwner(table("agent_mailbox"));
    owner.open();
    visit.backUpNow().click();
    assertThat(mailbox.locator("progress")).not().hasAttribute("value", "100");
    assertThat(visit.page().locator(".progress-backed_up")).hasCount(8);
    assertThat(visit.page().getByText("8 of 9 tables proven")).isVisible();
    assertThat(visit.backUpNow()).hasAttribute("aria-disabled", "true");
    owner.close();

    assertThat(mailbox.locator("progress")).hasAttribute("value", "100");
    assertThat(visit.lastBackup()).hasText("Last backup just now");
    assertThat(visit.page().locator("#announcements"))
        .hasText(Pattern.compile("^Backup complete\\. 9 of 9 tables backed up and proven in .*"));
    assertThat(visit.page().locator("h1")).hasText("All 9 tables are protected, with a warning");
    assertThat(visit.page().locator("details.run")).hasCount(1);
    assertThat(visit.page().getByText("Proven", exactly())).hasCount(9);
    assertEquals(true, visit.page().evaluate("window.sameDocument"));
    assertNoComplaints();
  }

  @Test
  void saysWhyATableFailed() throws Exception {
    visit.signIn(guard.token());
    Files.delete(table("task_queue"));
    clock.advance(Duration.ofSeconds(2));
    visit.backUpNow().click();

    assertThat(visit.row("task_queue")).containsText("Unavailable");
    assertThat(visit.row("task_queue")).containsText("The table cannot be read: no such file.");
    assertThat(visit.page().locator("h1")).hasText("1 of 9 tables cannot be read");
    assertThat(visit.page().locator("details.run").first()).containsText("Partial");
    assertThat(visit.page().locator(".run-results")).containsText("no such file");
    assertNoComplaints();
  }

  @Test
  void warnsOfFragmentedAndStaleTablesAndCallsNeitherAnError() throws Exception {
    guard.backUp();
    clock.advance(Duration.ofHours(49));
    visit.signIn(guard.token());

    Locator conditions = visit.page().locator(".condition");
    assertThat(conditions).hasCount(2);
    assertThat(conditions.first()).containsText("The last proven backup is 49 h old.");
    assertThat(conditions.first()).containsText("What to do: Run a backup");
    assertThat(conditions.last()).containsText("message_history");
    assertThat(conditions.last()).containsText("What to do: Compact the table");
    assertThat(visit.page().locator(".condition-warning")).hasCount(2);
    assertThat(visit.page().locator(".condition-bad")).hasCount(0);
    assertThat(visit.row("message_history").locator(".meter")).containsText("high");
    assertThat(visit.row("task_queue")).containsText("Warning");
    assertThat(visit.page().locator("#page")).not().containsText("Critical");
    assertNoComplaints();
  }

  @Test
  void hasAWordForFragmentationFromThirtyPercentOn() throws Exception {
    visit.alterPushes(
        text ->
            text.replaceAll(
                "(\"table\":\"task_queue\".*?\"fragmentation_ratio\":)[0-9.E-]+", "$10.3"));
    visit.signIn(guard.token());

    assertThat(visit.row("task_queue").locator(".meter-raised")).hasText("30 % raised");
    assertThat(visit.row("message_history").locator(".meter-high")).hasText("83 % high");
    assertThat(visit.row("agent_channels").locator(".meter-low")).hasText("0 %");
    assertNoComplaints();
  }

  @Test
  void findsItsWayBackWhenTheServiceRestarts() throws Exception {
    visit.signIn(guard.token());
    String port = String.valueOf(guard.address().getPort());
    guard.close();
    assertThat(visit.page().locator("#connection")).hasText("Connection lost");
    assertThat(visit.page().locator("#loss")).containsText("Not connected");

    guard =
        RunningGuard.start(
            data, clock, Map.of(SettingKey.SCHEDULE_ENABLED, "false", SettingKey.PORT, port));
    assertThat(visit.page().locator("#connection")).hasText("Live");
    assertThat(visit.page().locator("#loss")).isHidden();
    visit.backUpNow().click();
    assertThat(visit.lastBackup()).hasText("Last backup just now");
    assertEquals(
        List.of(), visit.complaintsBeside("ERR_CONNECTION_REFUSED", "WebSocket connection to"));
  }

  @Test
  void keepsMarkupInNamesAndReasonsAsText() throws Exception {
    String markup = Visit.MARKUP;
    visit.alterPushes(text -> text.replace("task_queue", markup).replace("no such file", markup));
    visit.alterAnswers("**/api/admin/backup/runs/*", text -> text.replace("no such file", markup));
    Files.delete(table("agent_mailbox"));
    clock.advance(Duration.ofSeconds(2));
    guard.backUp();
    visit.signIn(guard.token());

    assertThat(visit.page().locator("#tables")).containsText(markup);
    assertThat(visit.row("agent_mailbox")).containsText("cannot be read: " + markup);
    assertThat(visit.page().locator(".run-results")).containsText(markup);
    visit
        .page()
        .locator("#tables a")
        .filter(new Locator.FilterOptions().setHasText("bold"))
        .click();
    assertThat(visit.page().locator("h1")).containsText(markup);
    assertEquals(0, visit.page().locator("#page b, #page img").count());
    assertEquals(null, visit.page().evaluate("window.broken ?? null"));
    assertEquals(
        List.of(), visit.complaintsBeside("400 (Bad Request)")); // no table has such a name
  }

  @Test
  void showsATableWithItsSpaceChartsAndSnapshots() throws Exception {
    guard.backUp();
    clock.advance(Duration.ofMinutes(6));
    guard.backUp();
    visit.signIn(guard.token());
    visit.row("message_history").getByRole(AriaRole.LINK).click();

    Page page = visit.page();
    assertThat(page.locator("h1")).containsText("message_history");
    assertThat(page.locator(".space-legend li"))
        .hasText(
            new Pattern[] {
              Pattern.compile("Live.*"),
              Pattern.compile("Padding.*"),
              Pattern.compile("Free.*"),
              Pattern.compile("Fixed.*"),
              Pattern.compile("Free lists.*")
            });
    assertThat(page.locator(".chart canvas")).hasCount(2);
    assertThat(page.locator(".chart .u-legend").first()).containsText("latest");
    page.locator(".chart .u-over").first().hover();
    assertThat(page.locator(".chart .u-legend").first())
        .hasText(Pattern.compile("Time.*2026.*File size.*5\\.2 MB.*Live bytes.* kB"));
    assertThat(
            page.getByRole(AriaRole.TABLE, new Page.GetByRoleOptions().setName("Snapshots"))
                .locator("tbody tr"))
        .hasCount(2);
    assertThat(page.locator(".condition")).containsText("Compact the table");
    page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("All tables")).click();
    assertThat(visit.rows()).hasCount(9);
    assertNoComplaints();
  }

  @Test
  void remembersFiguresAcrossARestart() throws Exception {
    guard.backUp();
    long points = awaitPoints(1);
    guard.close();
    clock.advance(Duration.ofMinutes(10));
    guard = RunningGuard.start(data, clock);

    assertTrue(awaitPoints(points + 1) > points);
  }

  private long awaitPoints(long least) throws Exception {
    while (true) {
      long points =
          guard.get("/api/dashboard/history?table=task_queue").body().findValues("at").stream()
              .mapToLong(at -> at.size())
              .sum();
      if (points >= least) {
        return points;
      }
      Thread.sleep(50);
    }
  }

  @Test
  void worksByKeyboard() throws Exception {
    visit.open("/dashboard");
    Locator field = visit.page().getByLabel("API token");
    assertThat(field).isFocused(); // by itself, at the first frame that is drawn
    visit.page().keyboard().type(guard.token());
    assertThat(field).hasValue(guard.token());
    visit.page().keyboard().press("Enter");
    assertThat(visit.rows()).hasCount(9);

    Page page = visit.page();
    page.keyboard().press("Tab");
    assertThat(page.getByText("Skip to the tables")).isFocused();
    page.getByRole(AriaRole.BUTTON, byName("Records")).focus();
    page.keyboard().press("Enter");
    assertThat(visit.rows().first()).containsText("task_dead_letter");
    page.keyboard().press("Enter");
    assertThat(visit.rows().first()).containsText("message_history");
    assertThat(page.locator("th[aria-sort=descending]")).containsText("Records");
    visit.backUpNow().focus();
    page.keyboard().press("Enter");
    assertThat(visit.lastBackup()).hasText("Last backup just now");
    assertThat(visit.backUpNow()).isFocused();
    assertNoComplaints();
  }

  @Test
  void remembersTheChosenTheme() {
    visit.signIn(guard.token());
    visit.page().getByRole(AriaRole.BUTTON, byName("Dark theme")).click();
    assertEquals("dark", scheme());
    visit.page().reload();
    assertThat(visit.rows().first()).isVisible();
    assertEquals("dark", scheme());
    assertNoComplaints();
  }

  private Object scheme() {
    return visit.page().evaluate("getComputedStyle(document.documentElement).colorScheme");
  }

  @Test
  void tellsTimesRelativelyAndExactlyOnHover() throws Exception {
    guard.backUp();
    clock.advance(Duration.ofMinutes(90));
    visit.signIn(guard.token());

    Locator time = visit.lastBackup().locator("time");
    assertThat(time).hasText("1 h ago");
    assertThat(time).hasAttribute("datetime", "2026-02-11T14:30:00.000Z");
    assertThat(time).hasAttribute("title", Pattern.compile(".*2026.*"));
  }

  private void assertNoComplaints() {
    assertEquals(List.of(), visit.complaintsBeside());
  }

  private Path table(String name) {
    return data.resolve("tables").resolve(name + ".dets");
  }

  private static Page.GetByRoleOptions byName(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private static Page.GetByTextOptions exactly() {
    return new Page.GetByTextOptions().setExact(true);
  }
}
