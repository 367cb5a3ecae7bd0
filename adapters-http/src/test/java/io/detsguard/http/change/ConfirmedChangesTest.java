package io.detsguard.http.change;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.restore.Refusal;
import io.detsguard.http.TestServer;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What restoring, undoing, repairing and compacting over HTTP refuse, all in the same way. */
class ConfirmedChangesTest {
  private static final List<String> CHANGES =
      List.of(
          "/api/admin/restore",
          "/api/admin/restore/undo",
          "/api/admin/repair",
          "/api/admin/compact");

  @AutoClose private final TestServer server = TestServer.start();

  private static String preview(String change) {
    return change + "/preview";
  }

  @ParameterizedTest
  @EnumSource
  void areRefusedWithTheReason(Refusal.Kind kind) {
    Refusal refusal = new Refusal(kind, "this is the reason");
    server.restores.refuse(refusal);
    server.undos.refuse(refusal);
    server.repairs.refuse(refusal);
    server.compactions.refuse(refusal);
    for (String change : CHANGES) {
      for (HttpResponse<String> answer :
          List.of(
              server.postJson(preview(change), "{\"table\":\"task_queue\"}"),
              server.postJson(change, "{\"confirmation\":\"shown-once\"}"))) {
        assertEquals(kind == Refusal.Kind.NO_SNAPSHOT ? 404 : 409, answer.statusCode(), change);
        assertTrue(answer.body().contains("this is the reason"), answer.body());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{}",
        "{\"table\":\"../etc\"}",
        "{\"table\":7}",
        "{\"table\":\"a\",\"table\":\"b\"}",
        "{\"table\":\"a\",\"force\":true}",
        "{\"table\":\"a\",\"keys\":\"many\",\"shrink_slots\":1,\"include_candidates\":1}",
        "{\"table\":\"a\"} {}"
      })
  void areNotShownForWhatIsNoQuestion(String body) {
    for (String change : CHANGES) {
      assertEquals(400, server.postJson(preview(change), body).statusCode(), change);
    }
    assertNothingAsked();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"confirmation\":true}",
        "{\"confirmation\":null}",
        "{\"confirmation\":\"x\",\"assume_closed\":\"yes\"}",
        "{\"confirmation\":\"x\",\"assume_closed\":null}",
        "{\"confirmation\":\"x\",\"table\":\"a\"}"
      })
  void areNotDoneForWhatIsNoConfirmation(String body) {
    for (String change : CHANGES) {
      assertEquals(400, server.postJson(change, body).statusCode(), change);
    }
    assertNothingAsked();
  }

  @ParameterizedTest
  @FieldSource("CHANGES")
  void needAToken(String change) {
    for (String path : List.of(change, preview(change))) {
      HttpResponse<String> answer =
          server.sendWithout(
              request -> request.POST(HttpRequest.BodyPublishers.ofString("{}")), path);
      assertEquals(401, answer.statusCode());
    }
    assertNothingAsked();
  }

  private void assertNothingAsked() {
    assertEquals(List.of(), server.restores.asked);
    assertEquals(List.of(), server.undos.asked);
    assertEquals(List.of(), server.repairs.asked);
    assertEquals(List.of(), server.compactions.asked);
  }
}
