package io.detsguard.bootstrap.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.detsguard.bootstrap.settings.SettingKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Restoring, undoing, repairing and compacting by the buttons of the dashboard: a real service, a
 * real browser, and the real files on the disk afterwards.
 */
@NeedsBrowser
@Timeout(300)
class ChangesTest {
  private static final Path CORPUS = Path.of("../adapters-storage/src/test/resources/corpus");
  private static final Map<SettingKey, String> SETTINGS =
      Map.of(SettingKey.SCHEDULE_ENABLED, "false", SettingKey.COPY_DEADLINE, "200ms");

  @AutoClose private static final Chromium CHROMIUM = new Chromium();

  private final SteerableClock clock = new SteerableClock(Instant.parse("2026-02-11T14:30:00Z"));

  @TempDir private Path data;
  private RunningGuard guard;
  private Visit visit;
  private Page page;

  @BeforeEach
  void start() throws Exception {
    guard = RunningGuard.start(data, clock, SETTINGS);
    visit = Visit.begin(CHROMIUM, guard.address());
    page = visit.page();
  }

  @AfterEach
  void stop() {
    visit.close();
    guard.close();
  }

  private Path live() {
    return data.resolve("tables/task_queue.dets");
  }

  private void put(String corpusFile) throws IOException {
    Files.copy(CORPUS.resolve(corpusFile), live(), StandardCopyOption.REPLACE_EXISTING);
    clock.advance(Duration.ofSeconds(2));
  }

  private boolean liveIs(String corpusFile) throws IOException {
    return Files.mismatch(CORPUS.resolve(corpusFile), live()) == -1;
  }

  private void openTable() {
    visit.signIn(guard.token());
    page.navigate(guard.address().resolve("/dashboard#/tables/task_queue").toString());
    assertThat(page.locator("h1")).containsText("task_queue");
  }

  private Locator dialog() {
    return page.getByRole(AriaRole.DIALOG);
  }

  /** A button of the page that opens the dialog of a change. */
  private Locator opener(String change) {
    return page.locator("[data-change=" + change + "]").first();
  }

  private Locator button(String words) {
    return dialog()
        .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(words).setExact(true));
  }

  /** What the present user can see of other processes is not what these tests are about. */
  private void confirm(String words) {
    Locator unseen = dialog().getByLabel("I know that nobody has it open.");
    if (unseen.isVisible()) {
      unseen.check();
    }
    assertThat(button(words)).not().hasAttribute("aria-disabled", "true");
    button(words).click();
  }

  private void assertNoComplaints() {
    assertEquals(List.of(), visit.complaintsBeside());
  }

  private Path kept(String cause) throws IOException {
    try (Stream<Path> files = Files.list(live().getParent())) {
      return files.filter(file -> file.toString().contains(".before-" + cause)).findFirst().get();
    }
  }

  @Test
  void restoresASnapshotAndTakesItBackAgain() throws Exception {
    put("task_queue.dets");
    guard.backUp();
    put("empty_set.dets");
    openTable();
    page.evaluate("window.sameDocument = true");
    opener("restore").click();

    assertThat(dialog().locator("h2")).hasText("Restore task_queue");
    assertThat(dialog())
        .containsText(Pattern.compile("Comes back *\\d+ keys only in the snapshot"));
    assertThat(dialog()).containsText("0 keys only in the live table");
    assertThat(dialog()).containsText("the present file, beside the new one");
    assertTrue(liveIs("empty_set.dets"), "a preview changes nothing");
    confirm("Restore");
    assertThat(dialog()).containsText("task_queue is restored");
    assertThat(page.locator("#announcements")).containsText("task_queue is restored");
    assertTrue(liveIs("task_queue.dets"));
    assertEquals(-1, Files.mismatch(CORPUS.resolve("empty_set.dets"), kept("restore")));

    button("Undo …").click();
    assertThat(dialog().locator("h2")).hasText("Undo the last change of task_queue");
    assertThat(dialog()).containsText("the file from before the restore");
    confirm("Put it back");
    assertThat(dialog()).containsText("task_queue is what it was before");
    assertTrue(liveIs("empty_set.dets"));
    button("Close").click();
    assertThat(dialog()).isHidden();
    assertThat(page.locator(".facts").first()).containsText("Records0");
    assertEquals(true, page.evaluate("window.sameDocument"));
    assertNoComplaints();
  }

  @Test
  void repairsADamagedTableAndUndoesIt() throws Exception {
    put("truncated_half.dets");
    guard.backUp();
    openTable();
    opener("repair").click();

    assertThat(dialog()).containsText("15 records");
    assertThat(dialog()).containsText("places that cannot be read");
    assertThat(dialog()).containsText("21 counted records missing");
    confirm("Repair");
    assertThat(dialog()).containsText("task_queue is repaired: 15 records saved and read back.");
    assertEquals(-1, Files.mismatch(CORPUS.resolve("truncated_half.dets"), kept("repair")));
    assertFalse(liveIs("truncated_half.dets"));
    button("Undo …").click();
    assertThat(dialog()).containsText("the file from before the repair");
    confirm("Put it back");
    assertThat(dialog()).containsText("task_queue is what it was before");
    assertTrue(liveIs("truncated_half.dets"));
    assertNoComplaints();
  }

  @Test
  void storesARepairedTableBesideTheOneThatIsOpen() throws Exception {
    put("dirty_kill9_bigobj.dets");
    Process holder = new ProcessBuilder("sleep", "600").redirectInput(live().toFile()).start();
    try {
      openTable();
      opener("repair").click();
      assertThat(dialog().locator("#change-open"))
          .containsText("sleep (process " + holder.pid() + ")");
      assertThat(button("Repair")).hasAttribute("aria-disabled", "true");
      dialog().getByLabel("Leave the damaged file where it is").check();
      confirm("Repair");
      assertThat(dialog()).containsText("It lies beside the damaged one");
    } finally {
      holder.destroyForcibly().waitFor();
    }
    assertTrue(liveIs("dirty_kill9_bigobj.dets"));
    assertTrue(Files.exists(Path.of(dialog().locator(".path").first().textContent())));
    assertNoComplaints();
  }

  @Test
  void compactsATableByWhatItPredicted() throws Exception {
    put("frag75.dets");
    openTable();
    assertThat(opener("compact")).containsText("Compact … (about");
    opener("compact").click();
    assertThat(dialog()).containsText("357.5 kB (73 %): worth it");
    confirm("Compact");
    assertThat(dialog()).containsText("task_queue is compacted: 357.5 kB won");
    assertEquals(131_064, Files.size(live()));
    assertEquals(-1, Files.mismatch(CORPUS.resolve("frag75.dets"), kept("compact")));
    assertNoComplaints();
  }

  @Test
  void refusesWhileAProcessHasTheTableOpenAndNamesIt() throws Exception {
    put("task_queue.dets");
    guard.backUp();
    put("empty_set.dets");
    openTable();
    Process holder = new ProcessBuilder("sleep", "600").redirectInput(live().toFile()).start();
    try {
      opener("restore").click();
      assertThat(dialog().locator("#change-open"))
          .hasText(
              "The table is open in sleep (process " + holder.pid() + "). Have it closed first.");
      assertThat(button("Restore")).hasAttribute("aria-disabled", "true");
      button("Restore").click(new Locator.ClickOptions().setForce(true));
      assertThat(dialog()).containsText("Have it closed first.");
    } finally {
      holder.destroyForcibly().waitFor();
    }
    assertTrue(liveIs("empty_set.dets"));
    button("Look again").click();
    confirm("Restore");
    assertThat(dialog()).containsText("task_queue is restored");
    assertTrue(liveIs("task_queue.dets"));
    assertNoComplaints();
  }

  @Test
  void refusesWhatWasChangedSinceItWasShown() throws Exception {
    put("task_queue.dets");
    guard.backUp();
    put("empty_set.dets");
    openTable();
    opener("restore").click();
    assertThat(button("Restore")).isVisible();
    put("bag.dets");
    confirm("Restore");
    assertThat(dialog().getByRole(AriaRole.ALERT))
        .hasText(
            "Nothing was changed: the table's file is no longer the one that was looked at; look"
                + " again");
    assertTrue(liveIs("bag.dets"));
    assertEquals(List.of(), visit.complaintsBeside("409 (Conflict)"));
  }

  @Test
  void bringsBackATableWithoutAFileAndTakesItAwayAgain() throws Exception {
    put("task_queue.dets");
    guard.backUp();
    Files.delete(live());
    clock.advance(Duration.ofSeconds(2));
    openTable();
    opener("restore").click();
    assertThat(dialog()).containsText("there is no file");
    confirm("Restore");
    assertThat(dialog()).containsText("task_queue is restored");
    assertTrue(liveIs("task_queue.dets"));
    button("Undo …").click();
    assertThat(dialog()).containsText("there was no file before the restore");
    confirm("Put it back");
    assertThat(dialog()).containsText("task_queue has no file again, as before.");
    assertFalse(Files.exists(live()));
    assertNoComplaints();
  }

  @Test
  void worksByKeyboardAndKeepsTheFocusInside() throws Exception {
    put("task_queue.dets");
    guard.backUp();
    put("empty_set.dets");
    openTable();
    opener("restore").focus();
    page.keyboard().press("Enter");
    assertThat(button("Restore")).isVisible();
    assertThat(dialog().locator("h2")).isFocused();
    for (int i = 0; i < 8; i++) {
      page.keyboard().press("Tab");
      assertEquals(
          true,
          page.evaluate(
              "document.activeElement === document.body"
                  + " || document.activeElement.closest('dialog') !== null"));
    }
    page.keyboard().press("Escape");
    assertThat(dialog()).isHidden();
    assertThat(opener("restore")).isFocused();
    assertTrue(liveIs("empty_set.dets"));

    page.keyboard().press("Enter");
    Locator unseen = dialog().getByLabel("I know that nobody has it open.");
    assertThat(button("Restore")).isVisible();
    if (unseen.isVisible()) {
      unseen.check();
    }
    button("Restore").focus();
    page.keyboard().press("Enter");
    assertThat(dialog()).containsText("task_queue is restored");
    assertTrue(liveIs("task_queue.dets"));
    assertNoComplaints();
  }

  @Test
  void keepsMarkupOfTheServicesAnswersAsText() throws Exception {
    String markup = Visit.MARKUP;
    put("truncated_half.dets");
    guard.backUp();
    visit.alterAnswers(
        "**/api/admin/repair/preview",
        text -> text.replaceFirst("\"finding\":\"", "\"finding\":\"" + markup));
    openTable();
    opener("repair").click();
    assertThat(dialog()).containsText(markup);
    assertEquals(0, dialog().locator("img, b").count());
    assertEquals(null, page.evaluate("window.broken ?? null"));
    assertNoComplaints();
  }
}
