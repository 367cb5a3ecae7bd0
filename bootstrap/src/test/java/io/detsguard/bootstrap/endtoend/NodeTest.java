package io.detsguard.bootstrap.endtoend;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.ContainsTextOptions;
import com.microsoft.playwright.options.AriaRole;
import io.detsguard.bootstrap.settings.SettingKey;
import io.detsguard.storage.erlang.NeedsErlang;
import io.detsguard.storage.erlang.OwnerNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service beside a real node: what it shows of it, and a restore into it. */
@NeedsErlang
@NeedsBrowser
@Timeout(300)
class NodeTest {
  /** Longer than the pause between two looks, on a loaded machine. */
  private static final double LOOKS_MS = 90_000;

  @TempDir private Path root;
  private OwnerNode node;
  private RunningGuard guard;

  @BeforeEach
  void start() throws Exception {
    node = OwnerNode.start(root.resolve("home"));
    Files.createDirectories(tables());
    node.supervise(file("task_queue"));
    node.expect("ok", "dets:insert(task_queue, [{1, a}, {2, b}]), dets:sync(task_queue)");
    node.expect(
        "ok", "dets:open_file(idle, [{file, \"%s\"}]), dets:close(idle)".formatted(file("idle")));
    node.expect(
        "'Elixir.Cache'", "element(2, dets:open_file('Elixir.Cache', [{file, \"cache.dets\"}]))");
    guard = RunningGuard.start(root.resolve("data"), InstantSource.system(), settings(), config());
  }

  private Map<SettingKey, String> settings() {
    return Map.of(
        SettingKey.SCHEDULE_ENABLED, "false",
        SettingKey.TABLES, tables().toString(),
        SettingKey.NODE, OwnerNode.NAME.value(),
        SettingKey.COOKIE_FILE, node.cookieFile().toString(),
        SettingKey.NODES_EPMD_PORT, Integer.toString(node.mapperPort()));
  }

  private Optional<Path> config() throws Exception {
    Path config = root.resolve("detsguard.yml");
    Files.writeString(
        config,
        """
        catalogue:
          task_queue: task_queue.dets
          idle: idle.dets
        owners:
          task_queue: {node: hub@127.0.0.1, supervisor: hub_sup, child: "{table, task_queue}"}
        """);
    return Optional.of(config);
  }

  private Path tables() {
    return root.resolve("tables");
  }

  private Path file(String table) {
    return tables().resolve(table + ".dets");
  }

  @AfterEach
  void stop() {
    guard.close();
    node.close();
  }

  /** The look at the start of the service runs beside it. */
  private JsonNode healthAfterALook() throws Exception {
    JsonNode health = guard.health();
    while (health.get("nodes").isEmpty()) {
      Thread.sleep(100);
      health = guard.health();
    }
    return health;
  }

  @Test
  void reportsWhoHasWhichTableOpen() throws Exception {
    JsonNode health = healthAfterALook();

    JsonNode hub = health.get("nodes").get(0);
    assertEquals("attached", hub.get("status").textValue(), hub.toString());
    assertEquals(2, hub.get("open_tables").intValue());
    assertEquals("'Elixir.Cache'", hub.at("/unprotected_tables/0").textValue());
    JsonNode queue = health.get("tables").get(0);
    assertEquals("open", queue.get("owner_state").textValue());
    assertEquals("clean", queue.at("/owners/0/mode").textValue());
    node.expect(queue.at("/owners/0/process").textValue(), "dets:info(task_queue, pid)");
    assertEquals("nobody", health.get("tables").get(1).get("owner_state").textValue());
  }

  @Test
  void showsTheNodeAndTheOwnerOnTheDashboardAndThatTheNodeIsGone() throws Exception {
    healthAfterALook();
    try (Chromium chromium = new Chromium();
        Visit visit = Visit.begin(chromium, guard.address())) {
      visit.signIn(guard.token());
      Locator nodes = visit.page().locator("#nodes");
      assertThat(nodes).containsText("Attached");
      assertThat(nodes).containsText("1 unprotected");
      assertThat(visit.page().locator(".conditions"))
          .containsText("1 table is open there that nobody protects: 'Elixir.Cache'.");
      assertEquals(List.of(), visit.seriousFindings());
      picture(visit, "nodes");

      visit.page().locator("#tables a").getByText("queue").click();
      assertThat(visit.page().locator("#owners")).containsText(OwnerNode.NAME.value());
      assertThat(visit.page().locator("#owners")).containsText("saved");
      assertEquals(List.of(), visit.seriousFindings());
      picture(visit, "owner");
      visit.page().goBack();

      node.kill();
      assertThat(nodes).containsText("Unreachable", new ContainsTextOptions().setTimeout(LOOKS_MS));
      assertThat(visit.page().locator(".conditions"))
          .containsText("The node cannot be asked about its tables");
      assertEquals(List.of(), visit.complaintsBeside());
    }
  }

  private static void picture(Visit visit, String name) {
    visit
        .page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setPath(Path.of("target", "screenshots", name + ".png"))
                .setFullPage(true));
  }

  @Test
  void restoresIntoTheRunningNodeForWhoConfirmsItAndTakesThatBackOnTheDashboard() throws Exception {
    restoreOverHttp();
    try (Chromium chromium = new Chromium();
        Visit visit = Visit.begin(chromium, guard.address())) {
      visit.signIn(guard.token());
      visit.page().locator("#tables a").getByText("queue").click();
      visit.page().locator("[data-change=undo]").first().click();
      Locator dialog = visit.page().getByRole(AriaRole.DIALOG);
      assertThat(dialog.locator("#change-open"))
          .containsText("Its owner will be made to close it (the supervisor hub_sup");
      dialog.getByText("Put it back", new Locator.GetByTextOptions().setExact(true)).click();
      assertThat(dialog).containsText("task_queue is what it was before: 3 records.");
      assertEquals(List.of(), visit.complaintsBeside());
    }
    node.expect("[{1,a},{2,b},{3,c}]", "lists:sort(dets:match_object(task_queue, '_'))");
  }

  private void restoreOverHttp() throws Exception {
    assertEquals(200, guard.backUp().status());
    node.expect("ok", "dets:insert(task_queue, [{3, c}])");

    JsonNode plan = guard.post("/api/admin/restore/preview", "{\"table\":\"task_queue\"}").body();
    assertEquals(
        "the supervisor hub_sup of hub@127.0.0.1 terminates its child {table, task_queue}",
        plan.get("owner_release").textValue(),
        plan.toString());
    RunningGuard.Answer restored =
        guard.post(
            "/api/admin/restore",
            "{\"confirmation\":\"" + plan.get("confirmation").textValue() + "\"}");

    assertEquals(200, restored.status(), restored.toString());
    assertTrue(restored.body().toString().contains("counts as many records"), restored.toString());
    node.expect("[{1,a},{2,b}]", "lists:sort(dets:match_object(task_queue, '_'))");
  }
}
