package io.detsguard.http.health;

import static io.detsguard.http.Json.assertJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.drill.Drill;
import io.detsguard.domain.drill.ErlangProof;
import io.detsguard.domain.drill.TableDrills;
import io.detsguard.domain.health.HealthAssessor;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.HealthThresholds;
import io.detsguard.domain.health.TableFacts;
import io.detsguard.domain.health.TableObservation;
import io.detsguard.domain.health.TableObservation.Readable;
import io.detsguard.domain.health.TableObservation.Unavailable;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.http.Examples;
import io.detsguard.http.Json;
import io.detsguard.http.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class HealthApiTest {
  private static final String DETS_HEALTH = "/api/admin/dets-health";
  private static final Snapshot SNAPSHOT =
      Examples.snapshot(Examples.TASK_QUEUE, Examples.TAKEN_AT);

  @AutoClose private final TestServer server = TestServer.start();

  @Test
  void reportsHealthyTable() {
    server.health.answer(report(readable(Examples.figures()), Optional.of(SNAPSHOT)));

    HttpResponse<String> answer = server.get(DETS_HEALTH);

    assertEquals(200, answer.statusCode());
    assertEquals(Optional.of("application/json"), answer.headers().firstValue("Content-Type"));
    assertJson(
        """
        {"health_status":"healthy","stale_backup":false,"high_fragmentation":false,
         "last_backup_at":1770820200000,"checked_at":1770822000000,"nodes":[],
         "tables":[{"table":"task_queue","record_count":120,"key_count":119,"type":"set",
           "file_size_bytes":200000,"live_bytes":130000,"allocated_bytes":140000,
           "padding_bytes":10000,"fixed_bytes":50000,"free_bytes":10000,
           "fragmentation_ratio":0.05,"space_fill_ratio":%s,
           "slots":{"min":256,"used":512,"max":33554432},"properly_closed":true,
           "not_closed_since":null,"next_start_repair_bytes":0,
           "last_backup_at":1770820200000,"last_backup_method":"stable_read",
           "last_proven_restorable_at":1770821000000,"restore_ms":42,
           "restored_snapshot":"task_queue_2026-02-11T14-30-00","opened_by_erlang":true,
           "owner_state":"unknown","owners":[],
           "status":"ok","conditions":[]}]}
        """
            .formatted(Examples.figures().spaceFill()),
        answer.body());
  }

  @Test
  void writesNullForWhatNeverWasAndCannotBeKnown() {
    server.health.answer(report(new Unavailable("the file is missing"), Optional.empty()));

    assertJson(
        """
        {"health_status":"warning","stale_backup":true,"high_fragmentation":false,
         "last_backup_at":null,"checked_at":1770822000000,"nodes":[],
         "tables":[{"table":"task_queue","record_count":null,"key_count":null,"type":null,
           "file_size_bytes":null,"live_bytes":null,"allocated_bytes":null,
           "padding_bytes":null,"fixed_bytes":null,"free_bytes":null,
           "fragmentation_ratio":null,"space_fill_ratio":null,"slots":null,
           "properly_closed":null,"not_closed_since":null,"next_start_repair_bytes":null,
           "last_backup_at":null,"last_backup_method":null,
           "last_proven_restorable_at":null,"restore_ms":null,
           "restored_snapshot":null,"opened_by_erlang":null,
           "owner_state":"unknown","owners":[],
           "status":"unavailable","conditions":[
            {"kind":"never_backed_up","message":"There is no proven backup of this table.",
             "cure":"Run a backup; if it fails, its reason says what the table needs."},
            {"kind":"unavailable","message":"The table cannot be read: the file is missing.",
             "cure":"Put the file back, correct its permissions, or take the table out of the configuration."}]}]}
        """,
        server.get(DETS_HEALTH).body());
  }

  @Test
  void tellsWhatNodesKnow() {
    HealthReport plain = report(readable(Examples.figures()), Optional.of(SNAPSHOT));
    TableFacts facts = plain.tables().getFirst().facts().with(Examples.owner(1));
    server.health.answer(
        new HealthAssessor(HealthThresholds.DEFAULT)
            .assess(TestServer.NOW, plain.lastBackupAt(), List.of(facts), Examples.look()));

    Map<String, Object> answer = Json.object(server.get(DETS_HEALTH).body());

    assertEquals("warning", answer.get("health_status"));
    assertEquals("open", first(answer.get("tables")).get("owner_state"));
    assertEquals(
        Json.object(
            """
            {"node":"hub@example","name":"task_queue","process":"<0.123.0>","users":2,
             "queue_length":1,"memory_bytes":2600,"access":"read_write","ram_file":false,
             "auto_save_ms":180000,"mode":"dirty","unwritten_bytes":128,
             "fixed_since":1770820202000,"fixed_by":1}
            """),
        first(first(answer.get("tables")).get("owners")));
    Map<String, Object> node = first(answer.get("nodes"));
    assertEquals("attached", node.get("status"));
    assertEquals("27", node.get("release"));
    assertEquals(2, node.get("open_tables"));
    assertEquals(List.of("'Elixir.Cache'"), node.get("silent_tables"));
    assertEquals(List.of("task_queue"), node.get("unprotected_tables"));
    assertEquals("unprotected_tables", first(node.get("conditions")).get("kind"));
    Map<?, ?> gone = (Map<?, ?>) ((List<?>) answer.get("nodes")).get(1);
    assertEquals("no node of that name is registered", gone.get("reason"));
    assertNull(gone.get("open_tables"));
  }

  @Test
  void reportsStaleAndFragmentedAsUnhealthy() {
    TableFigures wasteful = withFreeBytes(OptionalLong.of(1_500_000), 2_000_000, true);
    server.health.answer(report(readable(wasteful), Optional.empty()));

    Map<String, Object> answer = Json.object(server.get(DETS_HEALTH).body());

    assertEquals("unhealthy", answer.get("health_status"));
    assertEquals(true, answer.get("stale_backup"));
    assertEquals(true, answer.get("high_fragmentation"));
  }

  @Test
  void saysSinceWhenTableIsOpenAndWhatItsRepairWillRead() {
    TableFigures open = withFreeBytes(OptionalLong.empty(), 200_000, false);
    TableObservation look =
        new Readable(
            open, Examples.MODIFIED_AT, Optional.of(Instant.parse("2026-02-11T14:00:00Z")));
    server.health.answer(report(look, Optional.of(SNAPSHOT)));

    Map<String, Object> table = onlyTable();

    assertEquals(false, table.get("properly_closed"));
    assertEquals(1_770_818_400_000L, table.get("not_closed_since"));
    assertEquals(200_000, table.get("next_start_repair_bytes"));
    assertNull(table.get("fragmentation_ratio"));
    assertNull(table.get("live_bytes"));
  }

  @Test
  void doesNotTakeLiveBytesFromSnapshotOfAnotherState() {
    Instant later = Examples.MODIFIED_AT.plusNanos(1);
    TableObservation look = new Readable(Examples.figures(), later, Optional.empty());
    server.health.answer(report(look, Optional.of(SNAPSHOT)));

    Map<String, Object> table = onlyTable();

    assertTrue(table.containsKey("live_bytes"));
    assertNull(table.get("live_bytes"));
    assertNull(table.get("padding_bytes"));
    assertEquals(140_000, table.get("allocated_bytes"));
  }

  @Test
  void prefersLiveBytesThatTheLookItselfFound() {
    server.health.answer(
        report(readable(Examples.figures().withLiveBytes(77)), Optional.of(SNAPSHOT)));

    assertEquals(77, onlyTable().get("live_bytes"));
  }

  @Test
  void writesEachReportOnce() throws IOException {
    HealthReportBytes bytes = server.bean(HealthReportBytes.class);
    HealthReport report = report(readable(Examples.figures()), Optional.of(SNAPSHOT));
    HealthReport next = report(readable(Examples.figures()), Optional.of(SNAPSHOT));

    byte[] first = bytes.of(report);

    assertSame(first, bytes.of(report));
    assertNotSame(first, bytes.of(next));
  }

  @Test
  void showsNextReportAtOnce() {
    server.health.answer(report(readable(Examples.figures()), Optional.empty()));
    server.get(DETS_HEALTH);
    server.health.answer(report(readable(Examples.figures()), Optional.of(SNAPSHOT)));

    assertEquals(
        1_770_820_200_000L, Json.object(server.get(DETS_HEALTH).body()).get("last_backup_at"));
  }

  @Test
  void answers500WhenTheRepositoryCannotBeRead() {
    server.health.failWith(new IOException("/srv/backups: Input/output error"));

    HttpResponse<String> answer = server.get(DETS_HEALTH);

    assertEquals(500, answer.statusCode());
    assertJson(
        """
        {"type":"about:blank","title":"Internal Server Error","status":500,
         "detail":"The service failed to answer; its log has the details."}
        """,
        answer.body());
  }

  @Test
  void livesWhateverTheTablesDo() {
    server.health.failWith(new IOException("broken"));
    server.tokens.failWith(new IOException("broken"));

    HttpResponse<String> answer = server.getWithout("/health");

    assertEquals(200, answer.statusCode());
    assertEquals("{\"status\":\"UP\"}", answer.body());
  }

  private Map<String, Object> onlyTable() {
    return first(Json.object(server.get(DETS_HEALTH).body()).get("tables"));
  }

  private static Map<String, Object> first(Object list) {
    @SuppressWarnings("unchecked")
    Map<String, Object> first = (Map<String, Object>) ((List<?>) list).getFirst();
    return first;
  }

  private static HealthReport report(TableObservation look, Optional<Snapshot> newest) {
    return new HealthAssessor(HealthThresholds.DEFAULT)
        .assess(
            TestServer.NOW,
            newest.map(snapshot -> snapshot.id().takenAt()),
            List.of(
                new TableFacts(
                    Examples.TASK_QUEUE,
                    look,
                    newest,
                    Optional.empty(),
                    newest.map(HealthApiTest::drilled))));
  }

  private static TableDrills drilled(Snapshot snapshot) {
    return TableDrills.first(
        new Drill(
            snapshot.id(),
            Instant.ofEpochMilli(1_770_821_000_000L),
            Duration.ofMillis(42),
            snapshot.manifest().bytes(),
            ErlangProof.OPENED,
            Optional.empty()));
  }

  private static TableObservation readable(TableFigures figures) {
    return new Readable(figures, Examples.MODIFIED_AT, Optional.empty());
  }

  private static TableFigures withFreeBytes(OptionalLong free, long fileBytes, boolean closed) {
    TableFigures base = Examples.figures();
    return new TableFigures(
        base.type(),
        base.keyPosition(),
        base.variant(),
        base.records(),
        base.keys(),
        fileBytes,
        fileBytes,
        base.fixedBytes(),
        base.allocatedBytes(),
        OptionalLong.empty(),
        free,
        base.slots(),
        closed);
  }
}
