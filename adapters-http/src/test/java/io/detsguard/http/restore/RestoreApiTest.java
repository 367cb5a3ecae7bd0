package io.detsguard.http.restore;

import static io.detsguard.http.Json.assertJson;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.check.Verdict;
import io.detsguard.domain.restore.LiveContent;
import io.detsguard.domain.restore.Occupancy;
import io.detsguard.domain.restore.RestoreOutcome;
import io.detsguard.http.Examples;
import io.detsguard.http.TestServer;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What restoring over HTTP shows and answers. */
class RestoreApiTest {
  private static final String PREVIEW = "/api/admin/restore/preview";
  private static final String RESTORE = "/api/admin/restore";

  @AutoClose private final TestServer server = TestServer.start();

  @Test
  void showsWhatWouldChangeAndWhoHasTheTableOpen() {
    server.restores.show(Examples.plan());
    HttpResponse<String> answer =
        server.postJson(
            PREVIEW,
            """
            {"table":"task_queue","snapshot":"task_queue_2026-02-11T14-30-00","keys":1}
            """);

    assertEquals(200, answer.statusCode());
    assertEquals(
        List.of("task_queue Optional[task_queue_2026-02-11T14-30-00] 1"), server.restores.asked);
    assertJson(
        """
        {"table":"task_queue","snapshot":"task_queue_2026-02-11T14-30-00",
         "taken_at":1770820200000,"proven":true,"record_count":120,"key_count":119,"size":200000,
         "path":"data/tables/task_queue.dets","changes_nothing":false,
         "live":{"state":"readable","verdict":null,"reason":null,"properly_closed":true,
           "keys_only_in_snapshot":2,"keys_only_in_live":1,"keys_different":0,"keys_same":117,
           "keys":[{"difference":"only_in_snapshot","key":"<<\\"t-117\\">>"}]},
         "closed":"no","open_in":[{"pid":4711,"command":"beam.smp"}],"unseen":null,"owner_release":null,"owner_reopen":null,"notes":[],
         "confirmation":"shown-once","expires_at":1770822000000}
        """,
        answer.body());
  }

  @Test
  void saysThatTheLiveFileIsMissingOrUnusable() {
    server.restores.show(
        Examples.plan(new LiveContent.Missing(), new Occupancy.Unseen("2 processes")));
    HttpResponse<String> missing = server.postJson(PREVIEW, "{\"table\":\"task_queue\"}");
    assertTrue(missing.body().contains("\"state\":\"missing\""), missing.body());
    assertTrue(missing.body().contains("\"closed\":\"unknown\""), missing.body());
    assertTrue(missing.body().contains("\"unseen\":\"2 processes\""), missing.body());

    server.restores.show(
        Examples.plan(
            new LiveContent.Unusable(Verdict.DAMAGED, "its header"), new Occupancy.Closed()));
    HttpResponse<String> unusable = server.postJson(PREVIEW, "{\"table\":\"task_queue\"}");
    assertTrue(unusable.body().contains("\"verdict\":\"damaged\""), unusable.body());
    assertTrue(unusable.body().contains("\"closed\":\"yes\""), unusable.body());
  }

  @Test
  void restoresForWhoConfirms() {
    server.restores.answer(Examples.restored(Optional.empty()));
    HttpResponse<String> answer =
        server.postJson(RESTORE, "{\"confirmation\":\"shown-once\",\"assume_closed\":true}");

    assertEquals(200, answer.statusCode());
    assertEquals(List.of("shown-once true"), server.restores.asked);
    assertJson(
        """
        {"status":"restored","table":"task_queue","snapshot":"task_queue_2026-02-11T14-30-00",
         "path":"data/tables/task_queue.dets",
         "kept":"data/tables/task_queue.dets.before-restore-2026-02-11T15-00-00",
         "record_count":120,"size":200000,"doubt":null,"notes":[]}
        """,
        answer.body());
  }

  @Test
  void doesNotClaimSuccessForARestoreInDoubt() {
    server.restores.answer(Examples.restored(Optional.of("it was opened at once")));
    HttpResponse<String> answer = server.postJson(RESTORE, "{\"confirmation\":\"shown-once\"}");

    assertEquals(207, answer.statusCode());
    assertTrue(answer.body().contains("\"status\":\"in_doubt\""), answer.body());
  }

  @Test
  void saysThatARestoreWasUndoneAndHowTheOwnerIs() {
    server.restores.answer(
        new RestoreOutcome.RolledBack(
            Examples.plan().snapshot(),
            Examples.plan().live(),
            "the owner counts 4 records, not 120",
            Optional.of("it does not start"),
            List.of()));
    HttpResponse<String> answer = server.postJson(RESTORE, "{\"confirmation\":\"shown-once\"}");

    assertEquals(409, answer.statusCode());
    assertTrue(
        answer
            .body()
            .contains(
                "the restore was undone, and the old file is back: the owner counts 4 records, not"
                    + " 120; its owner has not opened the table again: it does not start"),
        answer.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"table\":\"a\",\"snapshot\":\"nope\"}",
        "{\"table\":\"a\",\"snapshot\":null}",
        "{\"table\":\"a\",\"keys\":null}",
        "{\"table\":\"a\",\"keys\":-1}",
        "{\"table\":\"a\",\"keys\":1001}",
        "{\"table\":\"a\",\"keys\":99999999999999999999}",
        "{\"table\":\"a\",\"keys\":1.5}"
      })
  void refusesASnapshotOrANumberOfKeysThatCannotBe(String body) {
    assertEquals(400, server.postJson(PREVIEW, body).statusCode());
    assertEquals(List.of(), server.restores.asked);
  }
}
