package io.detsguard.http.change;

import static io.detsguard.http.Json.assertJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.http.ChangeExamples;
import io.detsguard.http.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * What undoing, repairing and compacting over HTTP each show and answer; restoring has a test of
 * its own.
 */
class ChangesApiTest {
  private static final String UNDO = "/api/admin/restore/undo";
  private static final String REPAIR = "/api/admin/repair";
  private static final String COMPACT = "/api/admin/compact";
  private static final String TABLE = "{\"table\":\"task_queue\"}";
  private static final String CONFIRMED = "{\"confirmation\":\"shown-once\"}";

  @AutoClose private final TestServer server = TestServer.start();

  private HttpResponse<String> preview(String path, String body) {
    return server.postJson(path + "/preview", body);
  }

  @Test
  void showsWhatAnUndoingWouldPutBack() {
    server.undos.show(ChangeExamples.undoPlan());
    HttpResponse<String> answer = preview(UNDO, "{\"table\":\"task_queue\",\"keys\":3}");

    assertEquals(200, answer.statusCode());
    assertEquals(List.of("task_queue 3"), server.undos.asked);
    assertJson(
        """
        {"table":"task_queue","path":"data/tables/task_queue.dets",
         "put_back":"data/tables/task_queue.dets.before-repair-2026-02-11T14-30-00",
         "replaced_by":"repair","replaced_at":1770820200000,"verdict":"damaged",
         "finding":"%s","record_count":0,"live":null,
         "closed":"no","open_in":[{"pid":4711,"command":"beam.smp"}],"unseen":null,
         "owner_release":null,"owner_reopen":null,"notes":[],
         "confirmation":"shown-once","expires_at":1770822000000}
        """
            .formatted(ChangeExamples.undoPlan().report().orElseThrow().summary()),
        answer.body());

    server.undos.show(ChangeExamples.absencePlan());
    String absence = preview(UNDO, TABLE).body();
    assertTrue(absence.contains("\"put_back\":null"), absence);
    assertTrue(absence.contains("\"unseen\":\"2 processes\""), absence);
  }

  @Test
  void saysWhatAnUndoingDoesToARunningOwner() {
    server.undos.show(ChangeExamples.ownedUndoPlan());
    String plan = preview(UNDO, TABLE).body();

    assertTrue(
        plan.contains(
            "\"owner_release\":\"the supervisor hub_sup of hub@example terminates its child"
                + " task_queue\""),
        plan);
  }

  @Test
  void saysWhenAnUndoingDidNotLast() {
    server.undos.answer(ChangeExamples.undoTakenBack());
    HttpResponse<String> answer = server.postJson(UNDO, CONFIRMED);

    assertEquals(409, answer.statusCode());
    assertTrue(
        answer
            .body()
            .contains(
                "it was put back, and taken away again: the owner counts 4 records, not 120; its"
                    + " owner has not opened the table again: it does not start"),
        answer.body());
    server.undos.answer(ChangeExamples.undone(Optional.of("its owner does not start")));
    HttpResponse<String> stuck = server.postJson(UNDO, CONFIRMED);
    assertEquals(207, stuck.statusCode());
    assertTrue(stuck.body().contains("\"status\":\"in_doubt\""), stuck.body());
  }

  @Test
  void undoesForWhoConfirms() {
    server.undos.answer(ChangeExamples.undone(Optional.empty()));
    HttpResponse<String> answer = server.postJson(UNDO, CONFIRMED);

    assertEquals(200, answer.statusCode());
    assertEquals(List.of("shown-once false"), server.undos.asked);
    assertJson(
        """
        {"status":"undone","path":"data/tables/task_queue.dets",
         "put_back":"data/tables/task_queue.dets.before-repair-2026-02-11T14-30-00",
         "kept":"data/tables/task_queue.dets","verdict":"sound","record_count":120,"doubt":null,"notes":[]}
        """,
        answer.body());
    server.undos.answer(ChangeExamples.takenAway());
    assertTrue(server.postJson(UNDO, CONFIRMED).body().contains("\"verdict\":null"));
  }

  @Test
  void showsWhatARepairWouldSave() {
    server.repairs.show(ChangeExamples.repairPlan());
    HttpResponse<String> answer =
        preview(REPAIR, "{\"table\":\"task_queue\",\"include_candidates\":true}");

    assertEquals(200, answer.statusCode());
    assertEquals(List.of("task_queue true"), server.repairs.asked);
    assertJson(
        """
        {"table":"task_queue","path":"data/tables/task_queue.dets","verdict":"damaged",
         "finding":"%s","record_count":110,"key_count":109,"type":"set","nothing_lost":false,
         "losses":{"collections":1,"missing":10,"doubtful":2,"candidates":5,"unreachable_slots":0},
         "skipped":[{"offset":4096,"size":1073741824,"reason":"its size is impossible",
           "records_saved":1}],
         "include_candidates":false,
         "closed":"no","open_in":[{"pid":4711,"command":"beam.smp"}],"unseen":null,
         "owner_release":"the supervisor hub_sup of hub@example terminates its child task_queue",
         "owner_reopen":"the supervisor hub_sup of hub@example restarts its child task_queue",
         "notes":[],
         "confirmation":"shown-once","expires_at":1770822000000}
        """
            .formatted(ChangeExamples.repairPlan().check().summary()),
        answer.body());
  }

  @Test
  void repairsForWhoConfirms() {
    server.repairs.answer(ChangeExamples.repaired(Optional.empty()));
    HttpResponse<String> answer =
        server.postJson(REPAIR, "{\"confirmation\":\"x\",\"assume_closed\":true,\"beside\":true}");

    assertEquals(200, answer.statusCode());
    assertEquals(List.of("x true true"), server.repairs.asked);
    assertJson(
        """
        {"status":"repaired","path":"data/tables/task_queue.dets","in_place":true,
         "kept":"data/tables/task_queue.dets.before-repair-2026-02-11T14-30-00",
         "candidates_path":null,"record_count":110,"size":180000,"nothing_lost":false,
         "losses":{"collections":1,"missing":10,"doubtful":2,"candidates":5,"unreachable_slots":0},
         "doubt":null,"notes":[]}
        """,
        answer.body());

    server.repairs.answer(ChangeExamples.repaired(Optional.of("it was opened at once")));
    assertEquals(207, server.postJson(REPAIR, CONFIRMED).statusCode());
  }

  @Test
  void showsWhatACompactionWouldWinAndDoesIt() {
    server.compactions.show(ChangeExamples.compactionPlan());
    HttpResponse<String> shown =
        preview(COMPACT, "{\"table\":\"task_queue\",\"shrink_slots\":true}");
    assertEquals(200, shown.statusCode());
    assertJson(
        """
        {"table":"task_queue","path":"data/tables/task_queue.dets","record_count":120,
         "size_before":200000,"size_after":100000,"saved":100000,"worthwhile":true,
         "slots_before":512,"slots_after":512,
         "closed":"yes","open_in":[],"unseen":null,
         "owner_release":null,"owner_reopen":null,"notes":[],
         "confirmation":"shown-once","expires_at":1770822000000}
        """,
        shown.body());

    server.compactions.answer(ChangeExamples.compacted(Optional.empty()));
    HttpResponse<String> done = server.postJson(COMPACT, CONFIRMED);
    assertEquals(200, done.statusCode());
    assertEquals(List.of("task_queue true", "shown-once false"), server.compactions.asked);
    assertJson(
        """
        {"status":"compacted","path":"data/tables/task_queue.dets",
         "kept":"data/tables/task_queue.dets.before-repair-2026-02-11T14-30-00",
         "record_count":120,"size_before":200000,"size":100000,"saved":100000,"doubt":null,"notes":[]}
        """,
        done.body());

    server.compactions.answer(ChangeExamples.nothingToWin());
    HttpResponse<String> nothing = server.postJson(COMPACT, CONFIRMED);
    assertEquals(409, nothing.statusCode());
    assertTrue(nothing.body().contains("nothing to win"), nothing.body());
  }

  @Test
  void answersOthersWhileItReadsADamagedTable() {
    server.repairs.show(ChangeExamples.repairPlan());
    server.repairs.held = new CountDownLatch(1);
    List<CompletableFuture<HttpResponse<String>>> previews =
        Stream.generate(
                () ->
                    server.sendAsync(
                        server
                            .request(REPAIR + "/preview")
                            .header("Content-Type", "application/json")
                            .POST(HttpRequest.BodyPublishers.ofString(TABLE))))
            .limit(40)
            .toList();
    assertEquals(200, server.getWithout("/health").statusCode());
    assertEquals(200, server.get("/api/admin/backup/runs").statusCode());
    assertTrue(previews.stream().noneMatch(CompletableFuture::isDone));
    server.repairs.held.countDown();
    previews.forEach(preview -> assertEquals(200, preview.join().statusCode()));
  }
}
