package io.detsguard.http.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.detsguard.application.port.in.ShuttingDownException;
import io.detsguard.domain.backup.BackupRun;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunProgress;
import io.detsguard.domain.backup.RunProgress.Step;
import io.detsguard.domain.backup.RunProgress.TableProgress;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.history.FigureSample;
import io.detsguard.domain.restore.Refusal;
import io.detsguard.domain.restore.UndoOutcome;
import io.detsguard.domain.restore.UndoPlan;
import io.detsguard.http.ChangeExamples;
import io.detsguard.http.ConnectionDeadlines;
import io.detsguard.http.Examples;
import io.detsguard.http.RawAnswer;
import io.detsguard.http.TestServer;
import io.detsguard.http.reference.ReferenceDocument.Operation;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Asks the server for every answer that the reference promises, and holds each against its schema:
 * status, media type, required headers and body.
 */
@Timeout(120)
class LiveAnswersTest {
  private static final String BACKUP = "POST /api/admin/backup";
  private static final String RUN = "GET /api/admin/backup/runs/{id}";
  private static final String RUNS = "GET /api/admin/backup/runs";
  private static final String SNAPSHOTS = "GET /api/admin/backups";
  private static final String PREVIEW = "POST /api/admin/restore/preview";
  private static final String RESTORE = "POST /api/admin/restore";
  private static final String UNDO = "POST /api/admin/restore/undo";
  private static final String REPAIR = "POST /api/admin/repair";
  private static final String COMPACT = "POST /api/admin/compact";
  private static final String DETS_HEALTH = "GET /api/admin/dets-health";
  private static final String STATE = "GET /api/dashboard/state";
  private static final String HISTORY = "GET /api/dashboard/history";
  private static final String TICKET = "POST /api/admin/ws-ticket";
  private static final String READINESS = "GET /health/readiness";
  private static final String SCRAPE = "GET /prometheus";
  private static final List<String> ADMIN =
      List.of(
          BACKUP,
          RUNS,
          RUN,
          SNAPSHOTS,
          PREVIEW,
          RESTORE,
          UNDO,
          UNDO + "/preview",
          REPAIR,
          REPAIR + "/preview",
          COMPACT,
          COMPACT + "/preview",
          DETS_HEALTH,
          STATE,
          HISTORY,
          TICKET,
          SCRAPE);
  private static final String TABLE = "{\"table\":\"task_queue\"}";
  private static final String CONFIRMED = "{\"confirmation\":\"x\"}";
  private static final IOException BROKEN = new IOException("broken");

  private final Set<String> seen = new TreeSet<>();
  private TestServer server;
  private ReferenceDocument reference;

  @BeforeEach
  void start() throws IOException {
    ConnectionDeadlines impatient =
        new ConnectionDeadlines(
            Duration.ofSeconds(30), Duration.ofMillis(500), Duration.ofSeconds(30));
    server = TestServer.start(impatient);
    reference = ReferenceDocument.from(server);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void givesEveryAnswerAsTheReferenceDescribesIt() throws IOException {
    succeeds();
    refuses();
    fails();

    assertEquals(promised(), seen);
  }

  /** Every answer with a body that the document describes. */
  private Set<String> promised() {
    Set<String> promised = new TreeSet<>();
    for (Operation operation : reference.operations()) {
      operation
          .node()
          .get("responses")
          .properties()
          .forEach(
              response ->
                  reference
                      .resolved(response.getValue())
                      .get("content")
                      .fieldNames()
                      .forEachRemaining(
                          mediaType ->
                              promised.add(
                                  operation.name() + " " + response.getKey() + " " + mediaType)));
    }
    return promised;
  }

  private void succeeds() throws IOException {
    server.backups.serveNext().complete(run(Examples.backedUp(Examples.TASK_QUEUE)));
    expect(BACKUP, "200", post("{\"tables\":[\"task_queue\"]}"));
    server
        .backups
        .serveNext()
        .complete(
            run(Examples.backedUp(Examples.TASK_QUEUE), Examples.failed(Examples.AGENT_MAILBOX)));
    expect(BACKUP, "207", post(""));
    server.backups.serveNext().complete(run(Examples.failed(Examples.AGENT_MAILBOX)));
    expect(BACKUP, "500", post(""));
    server.backups.serveNext();
    expect(BACKUP, "202", post("", "?wait=false"));
    runsAreShown();
    server.snapshots.answer(
        new Catalog(List.of(snapshot()), List.of("a file that is no snapshot")));
    expect(SNAPSHOTS, "200", get("/api/admin/backups?table=task_queue"));
    tablesAreRestored();
    tablesAreChanged();
    healthIsShown();
    server.history.answer(
        Examples.TASK_QUEUE,
        List.of(FigureSample.of(Examples.TASK_QUEUE, Examples.TAKEN_AT, Examples.figures())));
    expect(HISTORY, "200", get("/api/dashboard/history?points=10"));
    expect(TICKET, "200", server.postJson("/api/admin/ws-ticket", ""));
    expect("GET /api-docs/openapi.yml", "200", server.getWithout("/api-docs/openapi.yml"));
  }

  private void runsAreShown() throws IOException {
    expect(RUNS, "200", get("/api/admin/backup/runs"));
    BackupRun finished = run(Examples.failed(Examples.AGENT_MAILBOX));
    RunProgress progress =
        new RunProgress(
            Examples.RUN,
            Examples.TAKEN_AT,
            List.of(new TableProgress(Examples.TASK_QUEUE, Step.COPYING, 1, 2)),
            Optional.empty());
    server.backups.setCurrent(progress);
    server.backups.setRecent(List.of(finished));
    expect(RUNS, "200", get("/api/admin/backup/runs"));
    server.backups.knowRun(progress);
    expect(RUN, "200", get("/api/admin/backup/runs/" + Examples.RUN));
    RunId other = new RunId("20260211-143000-2");
    server.backups.knowRun(
        new RunProgress(other, Examples.TAKEN_AT, List.of(), Optional.of(finished)));
    expect(RUN, "200", get("/api/admin/backup/runs/" + other));
  }

  private void tablesAreRestored() throws IOException {
    server.restores.show(Examples.plan());
    expect(PREVIEW, "200", preview("{\"table\":\"task_queue\"}"));
    server.restores.answer(Examples.restored(Optional.empty()));
    expect(RESTORE, "200", confirm("{\"confirmation\":\"x\"}"));
    server.restores.answer(Examples.restored(Optional.of("it was opened")));
    expect(RESTORE, "207", confirm("{\"confirmation\":\"x\"}"));
  }

  private HttpResponse<String> preview(String body) {
    return server.postJson("/api/admin/restore/preview", body);
  }

  private HttpResponse<String> confirm(String body) {
    return server.postJson("/api/admin/restore", body);
  }

  private void restoresAreRefused() throws IOException {
    String table = "{\"table\":\"task_queue\"}";
    String confirmation = "{\"confirmation\":\"x\"}";
    expect(PREVIEW, "400", preview("{}"));
    expect(RESTORE, "400", confirm("[]"));
    expect(PREVIEW, "415", server.post("/api/admin/restore/preview", "text/plain", table));
    expect(RESTORE, "415", server.post("/api/admin/restore", "text/plain", confirmation));
    server.restores.refuse(new Refusal(Refusal.Kind.NO_SNAPSHOT, "there is none"));
    expect(PREVIEW, "404", preview(table));
    expect(RESTORE, "404", confirm(confirmation));
    server.restores.refuse(new Refusal(Refusal.Kind.SNAPSHOT_DAMAGED, "it is damaged"));
    expect(PREVIEW, "409", preview(table));
    expect(RESTORE, "409", confirm(confirmation));
  }

  private void tablesAreChanged() throws IOException {
    for (UndoPlan plan :
        List.of(
            ChangeExamples.undoPlan(),
            ChangeExamples.soundUndoPlan(),
            ChangeExamples.ownedUndoPlan(),
            ChangeExamples.absencePlan())) {
      server.undos.show(plan);
      expect(UNDO + "/preview", "200", change(UNDO + "/preview", TABLE));
    }
    for (UndoOutcome outcome :
        List.of(ChangeExamples.undone(Optional.empty()), ChangeExamples.takenAway())) {
      server.undos.answer(outcome);
      expect(UNDO, "200", change(UNDO, CONFIRMED));
    }
    server.undos.answer(ChangeExamples.undone(Optional.of("its owner does not start")));
    expect(UNDO, "207", change(UNDO, CONFIRMED));
    server.undos.answer(ChangeExamples.undoTakenBack());
    expect(UNDO, "409", change(UNDO, CONFIRMED));
    server.repairs.show(ChangeExamples.repairPlan());
    expect(REPAIR + "/preview", "200", change(REPAIR + "/preview", TABLE));
    server.repairs.answer(ChangeExamples.repaired(Optional.empty()));
    expect(REPAIR, "200", change(REPAIR, CONFIRMED));
    server.repairs.answer(ChangeExamples.repaired(Optional.of("it was opened")));
    expect(REPAIR, "207", change(REPAIR, CONFIRMED));
    server.repairs.answer(ChangeExamples.repairUndone());
    expect(REPAIR, "409", change(REPAIR, CONFIRMED));
    server.compactions.show(ChangeExamples.compactionPlan());
    expect(COMPACT + "/preview", "200", change(COMPACT + "/preview", TABLE));
    server.compactions.answer(ChangeExamples.compacted(Optional.empty()));
    expect(COMPACT, "200", change(COMPACT, CONFIRMED));
    server.compactions.answer(ChangeExamples.compacted(Optional.of("its owner does not start")));
    expect(COMPACT, "207", change(COMPACT, CONFIRMED));
    server.compactions.answer(ChangeExamples.compactionUndone());
    expect(COMPACT, "409", change(COMPACT, CONFIRMED));
  }

  private HttpResponse<String> change(String operation, String body) {
    return server.postJson(path(operation), body);
  }

  private void changesAreRefused() throws IOException {
    for (String operation : List.of(UNDO, REPAIR, COMPACT)) {
      for (String step : List.of(operation, operation + "/preview")) {
        String body = step.equals(operation) ? CONFIRMED : TABLE;
        expect(step, "400", change(step, "[]"));
        expect(step, "415", server.post(path(step), "text/plain", body));
        refuseChanges(new Refusal(Refusal.Kind.NO_SNAPSHOT, "there is none"));
        expect(step, "404", change(step, body));
        refuseChanges(new Refusal(Refusal.Kind.TABLE_OPEN, "it is open"));
        expect(step, "409", change(step, body));
      }
    }
  }

  private void refuseChanges(Refusal refusal) {
    server.undos.refuse(refusal);
    server.repairs.refuse(refusal);
    server.compactions.refuse(refusal);
  }

  private void healthIsShown() throws IOException {
    for (HealthReport report : List.of(HealthReports.good(), HealthReports.bad())) {
      server.health.answer(report);
      expect(DETS_HEALTH, "200", get("/api/admin/dets-health"));
      expect(STATE, "200", get("/api/dashboard/state"));
    }
    expect(SCRAPE, "200", get("/prometheus"));
    expect("GET /health", "200", server.getWithout("/health"));
    expect("GET /health/liveness", "200", server.getWithout("/health/liveness"));
    expect(READINESS, "200", server.getWithout("/health/readiness"));
    expect(READINESS, "200", get("/health/readiness"));
  }

  private void refuses() throws IOException {
    for (String operation : ADMIN) {
      expect(operation, "401", server.sendAs("Bearer no", method(operation), path(operation)));
      expect(
          operation,
          "406",
          server.send(
              method(operation).andThen(r -> r.header("Accept", "image/png")), path(operation)));
      expect(
          operation,
          "4XX",
          server.send(r -> r.method("PATCH", BodyPublishers.noBody()), path(operation)));
    }
    expect(BACKUP, "400", post("{"));
    expect(SNAPSHOTS, "400", get("/api/admin/backups?table=/"));
    expect(HISTORY, "400", get("/api/dashboard/history?points=1"));
    expect(BACKUP, "404", post("{\"tables\":[\"nope\"]}"));
    expect(RUN, "404", get("/api/admin/backup/runs/nope"));
    restoresAreRefused();
    changesAreRefused();
    expect(BACKUP, "408", drip());
    expect(BACKUP, "413", post(" ".repeat(70_000)));
    expect(BACKUP, "415", server.post("/api/admin/backup", "text/plain", "{}"));
  }

  private void fails() throws IOException {
    server.health.failWith(BROKEN);
    server.snapshots.failWith(BROKEN);
    expect(DETS_HEALTH, "500", get("/api/admin/dets-health"));
    expect(SNAPSHOTS, "500", get("/api/admin/backups"));
    expect(STATE, "200", get("/api/dashboard/state"));
    expect(READINESS, "503", get("/health/readiness"));
    server.backups.failWith(new ShuttingDownException());
    expect(BACKUP, "503", post(""));
    server.tokens.failWith(BROKEN); // the others read nothing else that could fail
    for (String operation : ADMIN) {
      expect(operation, "500", server.send(method(operation), path(operation)));
    }
  }

  private void expect(String name, String status, HttpResponse<String> answer) throws IOException {
    String type = answer.headers().firstValue("Content-Type").orElseThrow();
    String mediaType = type.split(";", 2)[0];
    expect(name, status, new Answer(answer.statusCode(), mediaType, answer.body()));
    if (status.equals("202")) {
      assertTrue(answer.headers().firstValue("Location").isPresent(), name);
    }
  }

  private void expect(String name, String status, Answer answer) throws IOException {
    String what = name + " " + status;
    assertTrue(
        Integer.toString(answer.status()).matches(status.replace('X', '.')),
        () -> what + ": " + answer);
    Operation operation = reference.operation(name);
    JsonNode content =
        reference
            .content(operation, status, answer.mediaType())
            .orElseThrow(() -> new AssertionError(what + " is not documented: " + answer));
    if (answer.mediaType().endsWith("json")) {
      JsonNode body = ReferenceDocument.json(answer.body());
      assertEquals(List.of(), reference.differences(content.get("schema"), body), what);
    }
    seen.add(what + " " + answer.mediaType());
  }

  private record Answer(int status, String mediaType, String body) {}

  private HttpResponse<String> get(String path) {
    return server.get(path);
  }

  private HttpResponse<String> post(String body) {
    return post(body, "");
  }

  private HttpResponse<String> post(String body, String query) {
    return server.postJson("/api/admin/backup" + query, body);
  }

  private Answer drip() throws IOException {
    String head =
        "POST /api/admin/backup HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n"
            + "Content-Type: application/json\r\nAuthorization: Bearer "
            + TestServer.TOKEN
            + "\r\n\r\n";
    try (Socket socket = server.connect()) {
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      RawAnswer answer = RawAnswer.readAll(socket);
      return new Answer(
          answer.status(), answer.header("Content-Type").orElseThrow(), answer.body());
    }
  }

  private static Consumer<HttpRequest.Builder> method(String operation) {
    return request -> request.method(operation.split(" ")[0], BodyPublishers.noBody());
  }

  private static String path(String operation) {
    return operation.split(" ")[1].replace("{id}", "x");
  }

  private static BackupRun run(io.detsguard.domain.backup.TableOutcome... outcomes) {
    return Examples.run(outcomes);
  }

  private static Snapshot snapshot() {
    return Examples.snapshot(Examples.TASK_QUEUE, Examples.TAKEN_AT);
  }
}
