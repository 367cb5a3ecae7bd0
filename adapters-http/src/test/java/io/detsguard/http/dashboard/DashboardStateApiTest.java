package io.detsguard.http.dashboard;

import static io.detsguard.http.Json.assertJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.application.port.out.DashboardStateSource;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.health.HealthAssessor;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.HealthThresholds;
import io.detsguard.domain.health.TableFacts;
import io.detsguard.domain.health.TableObservation.Unavailable;
import io.detsguard.domain.node.NodeLook;
import io.detsguard.domain.node.OpenTable;
import io.detsguard.domain.node.Ownership;
import io.detsguard.domain.node.TableMode;
import io.detsguard.domain.table.TableName;
import io.detsguard.http.Examples;
import io.detsguard.http.Json;
import io.detsguard.http.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DashboardStateApiTest {
  private static final String STATE = "/api/dashboard/state";

  @AutoClose private final TestServer server = TestServer.start();

  @Test
  void showsStateOfServiceWithoutTables() {
    server.health.answer(report());

    HttpResponse<String> answer = server.get(STATE);

    assertEquals(200, answer.statusCode());
    assertJson(
        """
        {"timestamp":1770822000000,
         "health":{"status":"ok","conditions":[]},
         "dets_health":{"health_status":"healthy","stale_backup":false,
           "high_fragmentation":false,"last_backup_at":null,"checked_at":1770822000000,
           "nodes":[],"tables":[]},
         "backup":{"running":null,"recent_runs":[]},
         "sample_tables":true}
        """,
        answer.body());
  }

  @Test
  void namesNodesThatNeedAttention() {
    TableFacts facts = facts("task_queue", "gone", true);
    server.health.answer(assess(List.of(facts), Examples.look()));

    String conditions = Json.object(server.get(STATE).body()).get("health").toString();

    assertTrue(conditions.contains("status=warning"), conditions);
    assertTrue(
        conditions.contains(
            "gone@example: The node cannot be asked about its tables: no node of that name is"
                + " registered."),
        conditions);
  }

  @Test
  void callsAnOwnerThatAnswersWithErrorsCritical() {
    OpenTable broken = Examples.opening(1, TableMode.ERROR);
    TableFacts facts = facts("task_queue", "gone", true).with(new Ownership.Open(List.of(broken)));
    server.health.answer(assess(List.of(facts), NodeLook.NONE));

    String health = Json.object(server.get(STATE).body()).get("health").toString();

    assertTrue(health.contains("status=critical"), health);
    assertTrue(
        health.contains("task_queue: The table is in the mode error in hub@example"), health);
  }

  @Test
  void callsStaleBackupsWarningAndNamesTables() {
    server.health.answer(report("a", "b", "c", "d", "e"));

    assertEquals(
        Map.of(
            "status",
            "warning",
            "conditions",
            List.of(
                "a, b, c and 2 more: There is no proven backup of this table. Run a backup; if it"
                    + " fails, its reason says what the table needs.",
                "a, b, c and 2 more: The table cannot be read: gone. Put the file back, correct its"
                    + " permissions, or take the table out of the configuration.")),
        health());
  }

  @Test
  void doesNotSpellOutEndlessConditions() {
    List<TableFacts> tables =
        IntStream.range(0, 40)
            .mapToObj(number -> facts("t" + number, "reason " + number, true))
            .toList();
    server.health.answer(assess(tables));

    List<?> conditions = (List<?>) health().get("conditions");

    assertEquals(21, conditions.size());
    assertEquals("There are 20 more conditions; the tables list them.", conditions.getLast());
  }

  @Test
  void isCriticalOnlyWhenHealthCannotBeRead() {
    server.health.failWith(new IOException("/srv/backups: Input/output error"));

    HttpResponse<String> answer = server.get(STATE);

    assertEquals(200, answer.statusCode());
    assertJson(
        """
        {"timestamp":1770822000000,
         "health":{"status":"critical","conditions":["The health of the tables could not be read. The log of the service says why; it clears as soon as the repository can be read again."]},
         "dets_health":null,
         "backup":{"running":null,"recent_runs":[]},
         "sample_tables":true}
        """,
        answer.body());
  }

  @Test
  void showsRunAtWorkAndTheLatestTen() {
    server.health.answer(report());
    server.backups.setCurrent(
        new RunProgress(Examples.RUN, Examples.TAKEN_AT, List.of(), Optional.empty()));
    server.backups.setRecent(
        Collections.nCopies(11, Examples.run(Examples.backedUp(Examples.TASK_QUEUE))));

    Map<?, ?> backup = (Map<?, ?>) Json.object(server.get(STATE).body()).get("backup");

    assertEquals("queued", ((Map<?, ?>) backup.get("running")).get("status"));
    List<?> runs = (List<?>) backup.get("recent_runs");
    assertEquals(10, runs.size());
    assertEquals("complete", ((Map<?, ?>) runs.getFirst()).get("status"));
  }

  @Test
  void pushesTheSameBytesThatItServes() throws IOException {
    server.health.answer(report("a"));

    byte[] pushed = server.bean(DashboardStateSource.class).currentState();

    assertEquals(server.get(STATE).body(), new String(pushed, StandardCharsets.UTF_8));
  }

  private Map<?, ?> health() {
    return (Map<?, ?>) Json.object(server.get(STATE).body()).get("health");
  }

  private static HealthReport report(String... neverBackedUp) {
    return assess(List.of(neverBackedUp).stream().map(name -> facts(name, "gone", false)).toList());
  }

  private static TableFacts facts(String name, String reason, boolean backedUp) {
    TableName table = new TableName(name);
    return new TableFacts(
        table,
        new Unavailable(reason),
        backedUp ? Optional.of(Examples.snapshot(table, Examples.TAKEN_AT)) : Optional.empty());
  }

  private static HealthReport assess(List<TableFacts> tables) {
    return assess(tables, NodeLook.NONE);
  }

  private static HealthReport assess(List<TableFacts> tables, NodeLook look) {
    return new HealthAssessor(HealthThresholds.DEFAULT)
        .assess(TestServer.NOW, Optional.empty(), tables, look);
  }
}
