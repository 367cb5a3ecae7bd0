package io.detsguard.bootstrap.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.detsguard.bootstrap.settings.SettingKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every page in both themes, on a wide screen and on a phone, in good times and in bad: usable by
 * all, as far as axe-core can tell, and without a line that is cut. Pictures are left in {@code
 * target/screenshots} for people to look at; with {@code -Ddetsguard.pictures=DIR} those of the
 * README are made as well, in that directory.
 */
@NeedsBrowser
@Timeout(300)
class DashboardLooksTest {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static final Optional<Path> README_PICTURES =
      Optional.ofNullable(System.getProperty("detsguard.pictures")).map(Path::of);
  private static final Instant START = Instant.parse("2026-02-11T14:30:00Z");
  private static final Map<SettingKey, String> SETTINGS =
      Map.of(SettingKey.SCHEDULE_ENABLED, "false", SettingKey.COPY_DEADLINE, "60s");
  private static final Path CORPUS = Path.of("../adapters-storage/src/test/resources/corpus");
  private static final int RUNS = 7;
  private static final int MARGIN = 42;

  /** Runs on from where it was steered to, so that runs take their time. */
  private static final class Clock implements InstantSource {
    private final long began = System.nanoTime();
    private final SteerableClock steered = new SteerableClock(START);

    @Override
    public Instant instant() {
      return steered.instant().plusNanos(System.nanoTime() - began);
    }

    void advance(Duration step) {
      steered.advance(step);
    }
  }

  private static final Clock CLOCK = new Clock();

  @TempDir private static Path data;
  private static Chromium chromium;
  private static RunningGuard guard;

  @BeforeAll
  static void start() throws Exception {
    chromium = new Chromium();
    RunningGuard.start(data, CLOCK).close(); // makes the tables whose past is invented next
    SampleHistory.of(data.resolve("tables"), START).replace(data.resolve("figures.log"));
    guard = RunningGuard.start(data, CLOCK, SETTINGS);
    for (int run = 1; run <= RUNS; run++) {
      CLOCK.advance(Duration.ofHours(4));
      backUp(run == 3);
    }
    CLOCK.advance(Duration.ofMinutes(25));
  }

  /** A run that succeeds, or one that misses the file of a table. */
  private static void backUp(boolean withoutOneTable) throws Exception {
    Path table = data.resolve("tables/agent_channels.dets");
    Path aside = data.resolve("agent_channels.aside");
    if (withoutOneTable) {
      Files.move(table, aside);
    }
    guard.backUp();
    if (withoutOneTable) {
      Files.move(aside, table);
    }
  }

  @AfterAll
  static void stop() {
    guard.close();
    chromium.close();
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280, 860", "DARK, 1280, 860", "LIGHT, 375, 812", "DARK, 375, 812"})
  void isReadableByAll(ColorScheme scheme, int width, int height) throws Exception {
    String look = look(scheme, width);
    try (Visit visit = Visit.begin(chromium, guard.address(), scheme, width, height)) {
      Page page = visit.page();
      visit.open("/login#refused");
      assertThat(page.locator("#refused")).isVisible();
      inspect(visit, "login-" + look);

      visit.signIn(guard.token());
      assertThat(page.locator(".spark polyline").first()).isAttached();
      assertThat(proven(page)).isVisible();
      inspect(visit, "overview-" + look);
      if (width > 800 && README_PICTURES.isPresent()) {
        String name = "dashboard-" + scheme.name().toLowerCase(Locale.ROOT) + ".png";
        takeUpTo(page.locator("#tables"), page, README_PICTURES.get().resolve(name));
      }

      TableOwner owner = new TableOwner(data.resolve("tables/channel_history.dets"));
      owner.open();
      visit.backUpNow().click();
      assertThat(page.getByText("8 of 9 tables proven")).isVisible();
      inspect(visit, "during-backup-" + look);
      owner.close();
      assertThat(page.locator("#announcements")).containsText("Backup complete");

      page.navigate(guard.address().resolve("/dashboard#/tables/message_history").toString());
      assertThat(page.locator(".chart canvas")).hasCount(2);
      assertThat(proven(page)).isVisible();
      inspect(visit, "table-" + look);
      assertEquals(List.of(), visit.complaintsBeside());
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280, 860", "DARK, 1280, 860", "LIGHT, 375, 812", "DARK, 375, 812"})
  void isReadableInBadTimes(ColorScheme scheme, int width, int height, @TempDir Path troubled)
      throws Exception {
    String look = look(scheme, width);
    Clock clock = new Clock();
    RunningGuard failing = RunningGuard.start(troubled, clock, SETTINGS);
    try (Visit visit = Visit.begin(chromium, failing.address(), scheme, width, height)) {
      Page page = visit.page();
      visit.signIn(failing.token());
      assertThat(page.getByText("No snapshot yet.")).isVisible();
      inspect(visit, "fresh-" + look);

      // A page that stays open goes to the login page when it notices that its session is over.
      page.navigate("about:blank");
      failing.backUp();
      clock.advance(Duration.ofHours(49));
      Files.delete(troubled.resolve("tables/task_queue.dets"));
      visit.signIn(failing.token());
      assertThat(page.locator(".condition")).hasCount(3);
      inspect(visit, "stale-" + look);

      failing.backUp();
      assertThat(page.locator(".run-results")).containsText("no such file");
      inspect(visit, "failing-" + look);
      visit.row("task_queue").locator("a").first().click();
      assertThat(page.locator("h1")).containsText("Unavailable");
      assertThat(proven(page)).isVisible();
      inspect(visit, "table-failing-" + look);

      failing.close();
      assertThat(page.locator("#loss")).containsText("Not connected");
      inspect(visit, "lost-" + look);
    } finally {
      failing.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"LIGHT, 1280, 860", "DARK, 1280, 860", "LIGHT, 375, 812", "DARK, 375, 812"})
  void asksReadablyBeforeItChangesATable(
      ColorScheme scheme, int width, int height, @TempDir Path changing) throws Exception {
    String look = look(scheme, width);
    Clock clock = new Clock();
    try (RunningGuard changed = RunningGuard.start(changing, clock, SETTINGS);
        Visit visit = Visit.begin(chromium, changed.address(), scheme, width, height)) {
      changed.backUp();
      Path table = changing.resolve("tables/task_queue.dets");
      Files.copy(CORPUS.resolve("empty_set.dets"), table, StandardCopyOption.REPLACE_EXISTING);
      clock.advance(Duration.ofSeconds(2));
      visit.signIn(changed.token());
      Page page = visit.page();
      page.navigate(changed.address().resolve("/dashboard#/tables/task_queue").toString());
      assertThat(proven(page)).isVisible();
      inspectDialog(visit, "restore", "Comes back", "change-restore-" + look);

      Files.copy(CORPUS.resolve("truncated_half.dets"), table, StandardCopyOption.REPLACE_EXISTING);
      Process holder = new ProcessBuilder("sleep", "600").redirectInput(table.toFile()).start();
      try {
        clock.advance(Duration.ofSeconds(2));
        visit.refresh();
        inspectDialog(visit, "repair", "The table is open in", "change-repair-" + look);
      } finally {
        holder.destroyForcibly().waitFor();
      }
      inspectDialog(visit, "undo", "Nothing was changed", "change-refused-" + look);

      Files.copy(CORPUS.resolve("frag75.dets"), table, StandardCopyOption.REPLACE_EXISTING);
      clock.advance(Duration.ofSeconds(2));
      visit.refresh();
      inspectDialog(visit, "compact", "worth it", "change-compact-" + look);
      inspect(visit, "table-changes-" + look);
      assertEquals(List.of(), visit.complaintsBeside("409 (Conflict)"));
    }
  }

  private static void inspectDialog(Visit visit, String change, String expected, String name)
      throws Exception {
    Page page = visit.page();
    page.locator("[data-change=" + change + "]").first().click();
    assertThat(page.locator("dialog")).containsText(Pattern.compile(expected));
    page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
    assertEquals(List.of(), visit.seriousFindings(), name);
    assertFalse(visit.overflows(), name + " is wider than the screen");
    page.keyboard().press("Escape");
    assertThat(page.locator("dialog")).isHidden();
  }

  private static String look(ColorScheme scheme, int width) {
    return scheme.name().toLowerCase(Locale.ROOT) + (width > 800 ? "-wide" : "-narrow");
  }

  private static Locator proven(Page page) {
    return page.locator(".badge-ok").getByText("Proven").first();
  }

  private static void inspect(Visit visit, String name) throws Exception {
    visit.page().mouse().move(0, 0);
    visit
        .page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setPath(PICTURES.resolve(name + ".png"))
                .setFullPage(true));
    assertEquals(List.of(), visit.seriousFindings(), name);
    assertFalse(visit.overflows(), name + " is wider than the screen");
  }

  /** The page's upper part, down to the end of this element. */
  private static void takeUpTo(Locator last, Page page, Path file) {
    BoundingBox box = last.boundingBox();
    page.screenshot(
        new Page.ScreenshotOptions()
            .setPath(file)
            .setFullPage(true)
            .setClip(0, 0, page.viewportSize().width, box.y + box.height + MARGIN));
  }
}
