package io.detsguard.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.backup.FailureKind;
import io.detsguard.domain.backup.RunProgress.Step;
import io.detsguard.domain.backup.RunTrigger;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.domain.event.GuardEvent;
import io.detsguard.domain.health.Condition;
import io.detsguard.domain.health.ConditionKind;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.NodeCondition;
import io.detsguard.domain.health.TableFacts;
import io.detsguard.domain.health.TableHealth;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.node.NodeLook;
import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.restore.ReplacementCause;
import io.detsguard.domain.table.TableName;
import io.micronaut.json.tree.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every kind of event and every outcome, through the real serialiser to a real client. */
class EventMessagesTest {
  private static TestServer server;
  private Messages client;

  @BeforeAll
  static void start() {
    server = new TestServer(SocketSettings.DEFAULT);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void connect() throws Exception {
    server.backups.set(Optional.empty());
    client = Messages.open(server);
    client.next("snapshot");
  }

  @AfterEach
  void disconnect() {
    client.close();
  }

  @Test
  void tellsThatABackupStarted() throws Exception {
    server.publish(Events.started("task_queue", "agent_mailbox"));
    assertArrives(
        """
        {"type":"backup_started","timestamp":1770820200000,"run":"20260211-143000-0badcafe",\
        "trigger":"api","tables":["task_queue","agent_mailbox"]}""");
    server.publish(Events.finished());
    client.next("events");
  }

  @Test
  void tellsThatAllTablesSucceeded() throws Exception {
    server.publish(Events.finished(Events.backedUp("task_queue"), Events.backedUp("mail")));
    assertArrives(
        """
        {"type":"backup_complete","timestamp":1770820201500,"run":"20260211-143000-0badcafe",\
        "trigger":"schedule","status":"complete","started_at":1770820200000,"tables_total":2,\
        "tables_backed_up":["task_queue","mail"],"failures":[],"snapshots_pruned":1,"notes":[]}""");
  }

  @Test
  void tellsThatOneTableFailed() throws Exception {
    server.publish(
        Events.finished(
            Events.backedUp("task_queue"),
            Events.failed("mail", FailureKind.KEPT_CHANGING, "It \"changed\" each time.")));
    assertArrives(
        """
        {"type":"backup_complete","timestamp":1770820201500,"run":"20260211-143000-0badcafe",\
        "trigger":"schedule","status":"partial","started_at":1770820200000,"tables_total":2,\
        "tables_backed_up":["task_queue"],"failures":[{"table":"mail","kind":"kept_changing",\
        "reason":"It \\"changed\\" each time."}],"snapshots_pruned":1,"notes":[]}""");
  }

  @Test
  void tellsThatAllTablesFailed() throws Exception {
    server.publish(
        Events.finished(
            Events.failed("task_queue", FailureKind.UNAVAILABLE, "The file is missing."),
            Events.failed("mail", FailureKind.STORAGE, "No space is left.")));
    assertArrives(
        """
        {"type":"backup_failed","timestamp":1770820201500,"run":"20260211-143000-0badcafe",\
        "trigger":"schedule","status":"failed","started_at":1770820200000,"tables_total":2,\
        "failures":[{"table":"task_queue","kind":"unavailable","reason":"The file is missing."},\
        {"table":"mail","kind":"storage","reason":"No space is left."}],"notes":[]}""");
  }

  @Test
  void tellsThatThereWasNothingToBackUp() throws Exception {
    server.publish(Events.finished(List.of("The catalogue could not be read.")));
    assertArrives(
        """
        {"type":"backup_failed","timestamp":1770820201500,"run":"20260211-143000-0badcafe",\
        "trigger":"schedule","status":"failed","started_at":1770820200000,"tables_total":0,\
        "failures":[],"notes":["The catalogue could not be read."]}""");
  }

  @Test
  void tellsThatATableWasReplaced() throws Exception {
    for (ReplacementCause cause : ReplacementCause.values()) {
      server.publish(
          new GuardEvent.TableReplaced(
              Events.STARTED, new TableName("task_queue"), cause, 120, true));
      assertArrives(
          """
          {"type":"table_replaced","timestamp":1770820200000,"table":"task_queue",\
          "cause":"%s","record_count":120,"verified":true}"""
              .formatted(cause.name().toLowerCase(Locale.ROOT)));
    }
  }

  @Test
  void namesEveryKindOfFailure() throws Exception {
    List<TableOutcome> outcomes = new ArrayList<>();
    for (FailureKind kind : FailureKind.values()) {
      outcomes.add(Events.failed("t_" + kind.wireName(), kind, "Some reason."));
    }
    server.publish(Events.finished(outcomes.toArray(TableOutcome[]::new)));
    JsonNode failures = onlyEvent().get("failures");
    assertEquals(FailureKind.values().length, failures.size());
    for (JsonNode failure : failures.values()) {
      assertEquals("t_" + text(failure, "kind"), text(failure, "table"));
    }
  }

  @Test
  void namesEveryTrigger() throws Exception {
    for (RunTrigger trigger : RunTrigger.values()) {
      server.publish(new GuardEvent.BackupStarted(Events.STARTED, Events.RUN, trigger, List.of()));
      assertEquals(trigger.name().toLowerCase(Locale.ROOT), text(onlyEvent(), "trigger"));
    }
    server.publish(Events.finished());
    client.next("events");
  }

  @Test
  void tellsHowFarEachTableIs() throws Exception {
    server.backups.set(
        Optional.of(
            Events.progress(
                Events.RUN,
                Events.at("a", Step.BACKED_UP, 10, 10),
                Events.at("b", Step.FAILED, 3, 10),
                Events.at("c", Step.CHECKING, 9, 10),
                Events.at("d", Step.COPYING, 0, 0),
                Events.at("e", Step.WAITING, 0, 0))));
    server.publish(Events.started("a", "b", "c", "d", "e"));
    String message = client.next();
    String expected =
        """
        {"type":"backup_progress","timestamp":1770820200000,"run":"20260211-143000-0badcafe",\
        "tables":[\
        {"table":"a","step":"backed_up","bytes_done":10,"bytes_total":10},\
        {"table":"b","step":"failed","bytes_done":3,"bytes_total":10},\
        {"table":"c","step":"checking","bytes_done":9,"bytes_total":10},\
        {"table":"d","step":"copying","bytes_done":0,"bytes_total":0}]}""";
    assertTrue(message.endsWith("," + expected + "]}"), message);
    server.publish(Events.finished());
    client.next("events");
  }

  @Test
  void tellsThatAllIsWellAgain() throws Exception {
    server.publish(health(table("task_queue")));
    assertArrives(
        """
        {"type":"health_changed","timestamp":5,"status":"healthy","stale_backup":false,\
        "high_fragmentation":false,"conditions":[],"node_conditions":[]}""");
  }

  @Test
  void tellsWhatIsWrongWithWhichTable() throws Exception {
    server.publish(
        health(
            table("task_queue", ConditionKind.STALE_BACKUP),
            table("mail", ConditionKind.HIGH_FRAGMENTATION)));
    assertArrives(
        """
        {"type":"health_changed","timestamp":5,"status":"unhealthy","stale_backup":true,\
        "high_fragmentation":true,"conditions":[\
        {"table":"task_queue","kind":"stale_backup","message":"It is so.","cure":"Do this."},\
        {"table":"mail","kind":"high_fragmentation","message":"It is so.","cure":"Do this."}],\
        "node_conditions":[]}""");
  }

  @Test
  void tellsWhatIsWrongWithWhichNode() throws Exception {
    NodeCondition gone =
        new NodeCondition(
            new NodeName("hub@h"), NodeCondition.Kind.NODE_UNREACHABLE, "It is so.", "Do this.");
    server.publish(
        new GuardEvent.HealthChanged(
            new HealthReport(
                Instant.ofEpochMilli(5),
                Optional.empty(),
                List.of(),
                NodeLook.NONE,
                List.of(gone))));
    assertArrives(
        """
        {"type":"health_changed","timestamp":5,"status":"warning","stale_backup":false,\
        "high_fragmentation":false,"conditions":[],"node_conditions":[\
        {"node":"hub@h","kind":"node_unreachable","message":"It is so.","cure":"Do this."}]}""");
  }

  @Test
  void namesEveryKindOfCondition() throws Exception {
    server.publish(health(table("task_queue", ConditionKind.values())));
    List<String> kinds = new ArrayList<>();
    onlyEvent().get("conditions").values().forEach(condition -> kinds.add(text(condition, "kind")));
    assertEquals(Stream.of(ConditionKind.values()).map(ConditionKind::wireName).toList(), kinds);
  }

  @Test
  void keepsTextOfAnyAlphabet() throws Exception {
    server.publish(Events.finished(List.of("Größe, 長さ, \uD83D\uDCBE \u2028 \u0000")));
    assertEquals(
        "Größe, 長さ, \uD83D\uDCBE \u2028 \u0000", onlyEvent().get("notes").get(0).getStringValue());
  }

  private void assertArrives(String event) throws InterruptedException {
    String message = client.next();
    long seq = Json.parse(message).get("seq").getLongValue();
    assertEquals("{\"type\":\"events\",\"seq\":" + seq + ",\"data\":[" + event + "]}", message);
  }

  private JsonNode onlyEvent() throws InterruptedException {
    JsonNode data = client.next("events").get("data");
    assertEquals(1, data.size(), data.toString());
    return data.get(0);
  }

  private static String text(JsonNode object, String field) {
    return object.get(field).getStringValue();
  }

  private static GuardEvent health(TableHealth... tables) {
    return new GuardEvent.HealthChanged(
        new HealthReport(Instant.ofEpochMilli(5), Optional.empty(), List.of(tables)));
  }

  private static TableHealth table(String name, ConditionKind... kinds) {
    TableFacts facts =
        new TableFacts(
            new TableName(name), new TableObservation.Unavailable("gone"), Optional.empty());
    return new TableHealth(
        facts, Stream.of(kinds).map(kind -> new Condition(kind, "It is so.", "Do this.")).toList());
  }
}
