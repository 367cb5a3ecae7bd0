package io.detsguard.http.backup;

import static io.detsguard.http.Json.assertJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.detsguard.application.port.in.ShuttingDownException;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.backup.RunProgress.Step;
import io.detsguard.domain.backup.RunProgress.TableProgress;
import io.detsguard.domain.backup.TableOutcome;
import io.detsguard.http.Examples;
import io.detsguard.http.RawAnswer;
import io.detsguard.http.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackupApiTest {
  private static final String BACKUP = "/api/admin/backup";

  @AutoClose private final TestServer server = TestServer.start();

  @Test
  void answersCompleteRunWith200() {
    HttpResponse<String> answer = backUp(Examples.backedUp(Examples.TASK_QUEUE));

    assertEquals(200, answer.statusCode());
    assertJson(
        """
        {"status":"complete","run":"20260211-143000-1","trigger":"api",
         "started_at":1770820200000,"finished_at":1770820201500,"duration_ms":1500,
         "tables_total":1,"tables_success":1,
         "results":[{"table":"task_queue","status":"ok",
           "path":"data/backups/task_queue_2026-02-11T14-30-00.dets","size":200000,
           "snapshot":"task_queue_2026-02-11T14-30-00","method":"stable_read",
           "unchanged":false,"sha256":"%s"}],
         "pruned":["task_queue_2026-02-10T14-30-00"],
         "notes":["The old snapshot could not be removed: permission denied."]}
        """
            .formatted(Examples.SHA_256),
        answer.body());
  }

  @Test
  void answersPartialRunWith207() {
    HttpResponse<String> answer =
        backUp(Examples.backedUp(Examples.TASK_QUEUE), Examples.failed(Examples.AGENT_MAILBOX));

    assertEquals(207, answer.statusCode());
    assertJson(
        """
        {"status":"partial","run":"20260211-143000-1","trigger":"api",
         "started_at":1770820200000,"finished_at":1770820201500,"duration_ms":1500,
         "tables_total":2,"tables_success":1,
         "results":[{"table":"task_queue","status":"ok",
           "path":"data/backups/task_queue_2026-02-11T14-30-00.dets","size":200000,
           "snapshot":"task_queue_2026-02-11T14-30-00","method":"stable_read",
           "unchanged":false,"sha256":"%s"},
          {"table":"agent_mailbox","status":"error","kind":"not_properly_closed",
           "reason":"The owner never closed it.","salvage":null}],
         "pruned":["task_queue_2026-02-10T14-30-00"],
         "notes":["The old snapshot could not be removed: permission denied."]}
        """
            .formatted(Examples.SHA_256),
        answer.body());
  }

  @Test
  void answersFailedRunWith500AndItsResults() {
    HttpResponse<String> answer = backUp(Examples.failed(Examples.AGENT_MAILBOX));

    assertEquals(500, answer.statusCode());
    assertEquals(Optional.of("application/json"), answer.headers().firstValue("Content-Type"));
    assertJson(
        """
        {"status":"failed","run":"20260211-143000-1","trigger":"api",
         "started_at":1770820200000,"finished_at":1770820201500,"duration_ms":1500,
         "tables_total":1,"tables_success":0,
         "results":[{"table":"agent_mailbox","status":"error","kind":"not_properly_closed",
           "reason":"The owner never closed it.","salvage":null}],
         "pruned":["task_queue_2026-02-10T14-30-00"],
         "notes":["The old snapshot could not be removed: permission denied."]}
        """,
        answer.body());
  }

  @Test
  void writesEmptyListsOfRunWithoutTables() {
    CompletableFuture<BackupRun> run = server.backups.serveNext();
    BackupRun empty = Examples.run();
    run.complete(
        new BackupRun(
            empty.id(),
            empty.trigger(),
            empty.startedAt(),
            empty.finishedAt(),
            List.of(),
            List.of(),
            List.of()));

    HttpResponse<String> answer = post();

    assertEquals(500, answer.statusCode());
    assertJson(
        """
        {"status":"failed","run":"20260211-143000-1","trigger":"api",
         "started_at":1770820200000,"finished_at":1770820201500,"duration_ms":1500,
         "tables_total":0,"tables_success":0,"results":[],"pruned":[],"notes":[]}
        """,
        answer.body());
  }

  @Test
  void answersOnlyWhenTheRunIsOver() {
    CompletableFuture<BackupRun> run = server.backups.serveNext();

    var answer = server.sendAsync(server.request(BACKUP).POST(BodyPublishers.noBody()));
    while (server.backups.requests().isEmpty()) {
      Thread.onSpinWait();
    }
    assertFalse(answer.isDone());
    run.complete(Examples.run(Examples.backedUp(Examples.TASK_QUEUE)));

    assertEquals(200, answer.join().statusCode());
  }

  @Test
  void takesAbsentBodyForAllTables() {
    backUp(Examples.backedUp(Examples.TASK_QUEUE));

    assertEquals(List.of(Set.of()), server.backups.requests());
  }

  @Test
  void takesRequestWithoutAnyHeaderOfBody() throws IOException {
    server.backups.serveNext().complete(Examples.run(Examples.backedUp(Examples.TASK_QUEUE)));

    RawAnswer answer =
        RawAnswer.to(
            server,
            "POST /api/admin/backup HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                + "Authorization: Bearer "
                + TestServer.TOKEN
                + "\r\n\r\n");

    assertEquals(200, answer.status());
    assertEquals(List.of(Set.of()), server.backups.requests());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "application/x-www-form-urlencoded",
        "text/plain",
        "application/octet-stream"
      })
  void takesEmptyBodyOfAnyTypeForAllTables(String contentType) {
    server.backups.serveNext().complete(Examples.run(Examples.backedUp(Examples.TASK_QUEUE)));

    HttpResponse<String> answer = server.post(BACKUP, contentType, "");

    assertEquals(200, answer.statusCode(), answer::body);
    assertEquals(List.of(Set.of()), server.backups.requests());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"tables\":[]}", " {\"tables\" : [ ] } \n"})
  void takesEmptyListForAllTables(String body) {
    server.backups.serveNext().complete(Examples.run(Examples.backedUp(Examples.TASK_QUEUE)));

    HttpResponse<String> answer = server.postJson(BACKUP, body);

    assertEquals(200, answer.statusCode(), answer::body);
    assertEquals(List.of(Set.of()), server.backups.requests());
  }

  @Test
  void backsUpNamedTables() {
    server.backups.serveNext().complete(Examples.run(Examples.backedUp(Examples.TASK_QUEUE)));

    server.post(
        BACKUP,
        "application/json; charset=utf-8",
        "{\"tables\":[\"task_queue\",\"agent_mailbox\",\"task_queue\"]}");

    assertEquals(
        List.of(Set.of(Examples.TASK_QUEUE, Examples.AGENT_MAILBOX)), server.backups.requests());
  }

  @Test
  void takesBodyWithoutContentTypeForJson() {
    server.backups.serveNext().complete(Examples.run(Examples.backedUp(Examples.TASK_QUEUE)));

    server.send(
        request -> request.POST(BodyPublishers.ofString("{\"tables\":[\"task_queue\"]}")), BACKUP);

    assertEquals(List.of(Set.of(Examples.TASK_QUEUE)), server.backups.requests());
  }

  @Test
  void acceptsRunAndNamesItsAddress() {
    server.backups.serveNext();

    HttpResponse<String> answer =
        server.send(request -> request.POST(BodyPublishers.noBody()), BACKUP + "?wait=false");

    assertEquals(202, answer.statusCode());
    assertEquals(
        Optional.of("/api/admin/backup/runs/20260211-143000-1"),
        answer.headers().firstValue("Location"));
    assertJson(
        """
        {"run":"20260211-143000-1","status":"queued",
         "href":"/api/admin/backup/runs/20260211-143000-1"}
        """,
        answer.body());
  }

  @Test
  void saysThatAcceptedRunIsAtWork() {
    server.backups.serveNext();
    server.backups.knowRun(running());

    HttpResponse<String> answer =
        server.send(request -> request.POST(BodyPublishers.noBody()), BACKUP + "?wait=false");

    assertJson(
        """
        {"run":"20260211-143000-1","status":"running",
         "href":"/api/admin/backup/runs/20260211-143000-1"}
        """,
        answer.body());
  }

  @Test
  void showsProgressOfEachTable() {
    server.backups.knowRun(running());

    HttpResponse<String> answer = server.get(BACKUP + "/runs/20260211-143000-1");

    assertEquals(200, answer.statusCode());
    assertJson(
        """
        {"run":"20260211-143000-1","status":"running",
         "href":"/api/admin/backup/runs/20260211-143000-1","requested_at":1770820200000,
         "tables":[
          {"table":"task_queue","step":"backed_up","bytes_done":200000,"bytes_total":200000},
          {"table":"agent_mailbox","step":"copying","bytes_done":4096,"bytes_total":9000}]}
        """,
        answer.body());
  }

  @Test
  void showsQueuedRun() {
    server.backups.knowRun(
        new RunProgress(Examples.RUN, Examples.TAKEN_AT, List.of(), Optional.empty()));

    assertJson(
        """
        {"run":"20260211-143000-1","status":"queued",
         "href":"/api/admin/backup/runs/20260211-143000-1","requested_at":1770820200000,
         "tables":[]}
        """,
        server.get(BACKUP + "/runs/20260211-143000-1").body());
  }

  @Test
  void showsFinishedRunAsTheWaitingRequestDoes() {
    BackupRun run = Examples.run(Examples.failed(Examples.AGENT_MAILBOX));
    server.backups.serveNext().complete(run);
    server.backups.knowRun(
        new RunProgress(Examples.RUN, Examples.TAKEN_AT, List.of(), Optional.of(run)));

    HttpResponse<String> answer = server.get(BACKUP + "/runs/20260211-143000-1");

    assertEquals(200, answer.statusCode());
    assertJson(post().body(), answer.body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"unknown", "UPPER", "%2e%2e", "a%20b", "%00"})
  void refusesRunThatIsNotKnown(String id) {
    assertEquals(404, server.get(BACKUP + "/runs/" + id).statusCode());
  }

  @Test
  void listsRunAtWorkAndFinishedOnes() {
    server.backups.setCurrent(
        new RunProgress(Examples.RUN, Examples.TAKEN_AT, List.of(), Optional.empty()));
    server.backups.setRecent(List.of(Examples.run(Examples.failed(Examples.AGENT_MAILBOX))));

    assertJson(
        """
        {"running":{"run":"20260211-143000-1","status":"queued",
          "href":"/api/admin/backup/runs/20260211-143000-1","requested_at":1770820200000,
          "tables":[]},
         "runs":[{"run":"20260211-143000-1","status":"failed","trigger":"api",
          "started_at":1770820200000,"finished_at":1770820201500,"duration_ms":1500,
          "tables_total":1,"tables_success":0,"bytes":0,
          "href":"/api/admin/backup/runs/20260211-143000-1"}]}
        """,
        server.get(BACKUP + "/runs").body());
  }

  @Test
  void saysThatNoRunIsAtWork() {
    assertJson("{\"running\":null,\"runs\":[]}", server.get(BACKUP + "/runs").body());
  }

  @Test
  void refusesTableThatIsNotInTheCatalogue() {
    HttpResponse<String> answer = server.postJson(BACKUP, "{\"tables\":[\"task_queue\",\"nope\"]}");

    assertEquals(404, answer.statusCode());
    assertJson(
        """
        {"type":"about:blank","title":"Not Found","status":404,
         "detail":"there is no table nope in the catalogue"}
        """,
        answer.body());
    assertEquals(List.of(), server.backups.requests());
  }

  @Test
  void answers503WhileShuttingDown() {
    server.backups.failWith(new ShuttingDownException());

    HttpResponse<String> answer = post();

    assertEquals(503, answer.statusCode());
    assertEquals(
        Optional.of("application/problem+json"), answer.headers().firstValue("Content-Type"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"maybe", "", "%00", "TRUE"})
  void refusesWaitThatIsNoBoolean(String wait) {
    HttpResponse<String> answer =
        server.send(request -> request.POST(BodyPublishers.noBody()), BACKUP + "?wait=" + wait);

    assertEquals(400, answer.statusCode());
    assertJson(
        """
        {"type":"about:blank","title":"Bad Request","status":400,
         "detail":"The parameter wait is true or false."}
        """,
        answer.body());
  }

  private HttpResponse<String> backUp(TableOutcome... outcomes) {
    server.backups.serveNext().complete(Examples.run(outcomes));
    return post();
  }

  private HttpResponse<String> post() {
    return server.send(
        (HttpRequest.Builder request) -> request.POST(BodyPublishers.noBody()), BACKUP);
  }

  private static RunProgress running() {
    return new RunProgress(
        Examples.RUN,
        Examples.TAKEN_AT,
        List.of(
            new TableProgress(Examples.TASK_QUEUE, Step.BACKED_UP, 200_000, 200_000),
            new TableProgress(Examples.AGENT_MAILBOX, Step.COPYING, 4096, 9000)),
        Optional.empty());
  }
}
