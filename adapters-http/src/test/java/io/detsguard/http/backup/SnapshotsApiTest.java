package io.detsguard.http.backup;

import static io.detsguard.http.Json.assertJson;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.domain.backup.Catalog;
import io.detsguard.http.Examples;
import io.detsguard.http.Json;
import io.detsguard.http.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotsApiTest {
  private static final String BACKUPS = "/api/admin/backups";

  @AutoClose private final TestServer server = TestServer.start();

  @Test
  void showsSnapshotWithItsManifest() {
    server.snapshots.answer(
        new Catalog(
            List.of(Examples.snapshot(Examples.TASK_QUEUE, Examples.TAKEN_AT)),
            List.of("x.json cannot be read")));

    HttpResponse<String> answer = server.get(BACKUPS);

    assertEquals(200, answer.statusCode());
    assertJson(
        """
        {"snapshots":[{"id":"task_queue_2026-02-11T14-30-00","table":"task_queue",
          "taken_at":1770820200000,
          "path":"data/backups/task_queue_2026-02-11T14-30-00.dets","size":200000,
          "sha256":"%s","record_digest":"00000000000000010000000000000002",
          "record_count":120,"method":"stable_read","grade":"exact","tries":2,"pause_ms":7,
          "unchanged":false,"content_read_at":1770820200250,
          "source":"data/tables/task_queue.dets",
          "figures":{"record_count":120,"key_count":119,"type":"set",
            "file_size_bytes":200000,"live_bytes":130000,"allocated_bytes":140000,
            "padding_bytes":10000,"fixed_bytes":50000,"free_bytes":10000,
            "fragmentation_ratio":0.05,"space_fill_ratio":%s,
            "slots":{"min":256,"used":512,"max":33554432},"properly_closed":true},
          "losses":null,"producer":"detsguard 0.1.0"}],
         "notes":["x.json cannot be read"]}
        """
            .formatted(Examples.SHA_256, Examples.figures().spaceFill()),
        answer.body());
  }

  @Test
  void listsNewestFirst() {
    server.snapshots.answer(twoTables());

    assertEquals(
        List.of("agent_mailbox_2026-02-11T14-30-01", "task_queue_2026-02-11T14-30-00"),
        ids(server.get(BACKUPS)));
  }

  @Test
  void listsNoMoreThanAskedFor() {
    server.snapshots.answer(twoTables());

    assertEquals(
        List.of("agent_mailbox_2026-02-11T14-30-01"), ids(server.get(BACKUPS + "?limit=1")));
    assertEquals(2, ids(server.get(BACKUPS + "?limit=20")).size());
    assertEquals(400, server.get(BACKUPS + "?limit=0").statusCode());
    assertEquals(400, server.get(BACKUPS + "?limit=many").statusCode());
  }

  @Test
  void listsSnapshotsOfOneTable() {
    server.snapshots.answer(twoTables());

    assertEquals(
        List.of("task_queue_2026-02-11T14-30-00"), ids(server.get(BACKUPS + "?table=task_queue")));
  }

  @Test
  void listsNothingForTableWithoutSnapshots() {
    server.snapshots.answer(twoTables());

    assertJson("{\"snapshots\":[],\"notes\":[]}", server.get(BACKUPS + "?table=task").body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%2e%2e%2fetc", "a%00b", "-x", "%E2%82%AC", "a%20b"})
  void refusesTextThatIsNoTableName(String table) {
    HttpResponse<String> answer = server.get(BACKUPS + "?table=" + table);

    assertEquals(400, answer.statusCode());
    assertJson(
        """
        {"type":"about:blank","title":"Bad Request","status":400,
         "detail":"The parameter table is not the name of a table."}
        """,
        answer.body());
  }

  @Test
  void answers500WhenTheRepositoryCannotBeRead() {
    server.snapshots.failWith(new IOException("/srv/backups: Input/output error"));

    assertEquals(500, server.get(BACKUPS).statusCode());
  }

  private static Catalog twoTables() {
    return new Catalog(
        List.of(
            Examples.snapshot(Examples.TASK_QUEUE, Examples.TAKEN_AT),
            Examples.snapshot(Examples.AGENT_MAILBOX, Examples.TAKEN_AT.plusSeconds(1))),
        List.of());
  }

  private static List<Object> ids(HttpResponse<String> answer) {
    List<?> snapshots = (List<?>) Json.object(answer.body()).get("snapshots");
    return snapshots.stream().<Object>map(snapshot -> ((Map<?, ?>) snapshot).get("id")).toList();
  }
}
