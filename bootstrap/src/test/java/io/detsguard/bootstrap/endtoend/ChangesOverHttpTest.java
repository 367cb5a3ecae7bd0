package io.detsguard.bootstrap.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.detsguard.bootstrap.endtoend.RunningGuard.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Changes of real tables by requests to a real service. */
@Timeout(120)
class ChangesOverHttpTest {
  private static final Path CORPUS = Path.of("../adapters-storage/src/test/resources/corpus");
  private static final String TABLE = "{\"table\":\"task_queue\"}";
  private static final String UNDO = "/api/admin/restore/undo";
  private static final String REPAIR = "/api/admin/repair";
  private static final String COMPACT = "/api/admin/compact";

  @TempDir private Path data;
  private RunningGuard guard;

  @BeforeEach
  void start() throws Exception {
    guard = RunningGuard.start(data, InstantSource.system());
  }

  @AfterEach
  void stop() {
    guard.close();
  }

  private Path live() {
    return data.resolve("tables/task_queue.dets");
  }

  private void put(String corpusFile) throws Exception {
    Files.copy(CORPUS.resolve(corpusFile), live(), StandardCopyOption.REPLACE_EXISTING);
  }

  private JsonNode preview(String change) throws Exception {
    Answer answer = guard.post(change + "/preview", TABLE);
    assertEquals(200, answer.status(), answer.body()::toString);
    return answer.body();
  }

  /** What other processes of the machine can be seen is not what this test is about. */
  private Answer confirm(String change, JsonNode preview) throws Exception {
    return guard.post(
        change,
        "{\"confirmation\":\"%s\",\"assume_closed\":true}"
            .formatted(preview.get("confirmation").asText()));
  }

  private void assertRefused(Answer answer, int status, String reason) {
    assertEquals(status, answer.status(), answer.body()::toString);
    String detail = answer.body().get("detail").asText();
    assertTrue(detail.contains(reason), detail);
    assertFalse(detail.contains(data.toString()), "a path of the host: " + detail);
  }

  @Test
  void repairsAndUndoesAndCompacts() throws Exception {
    put("truncated_half.dets");
    assertRefused(guard.post(COMPACT + "/preview", TABLE), 409, "damaged; repair it first");
    JsonNode plan = preview(REPAIR);
    assertEquals(15, plan.get("record_count").asLong());
    Answer repaired = confirm(REPAIR, plan);
    assertEquals(200, repaired.status(), repaired.body()::toString);
    assertEquals("repaired", repaired.body().get("status").asText());
    assertRefused(confirm(REPAIR, plan), 409, "was used before");
    assertRefused(guard.post(REPAIR + "/preview", TABLE), 409, "nothing to repair");

    JsonNode undo = preview(UNDO);
    assertEquals("repair", undo.get("replaced_by").asText());
    assertEquals(200, confirm(UNDO, undo).status());
    assertEquals(-1, Files.mismatch(CORPUS.resolve("truncated_half.dets"), live()));

    put("frag75.dets");
    JsonNode compaction = preview(COMPACT);
    Answer compacted = confirm(COMPACT, compaction);
    assertEquals(200, compacted.status(), compacted.body()::toString);
    assertEquals(compaction.get("size_after").asLong(), Files.size(live()));
    assertRefused(confirm(COMPACT, preview(COMPACT)), 409, "nothing to win");
  }

  @Test
  void refusesWithAReasonAndWithoutPaths() throws Exception {
    assertRefused(guard.post(UNDO + "/preview", TABLE), 409, "that was replaced");
    assertRefused(guard.post("/api/admin/restore/preview", TABLE), 404, "no proven snapshot");
    for (String change : new String[] {UNDO, REPAIR, COMPACT}) {
      assertRefused(
          guard.post(change + "/preview", "{\"table\":\"nobodys\"}"), 404, "no table nobodys");
    }
    put("text_file.dets");
    assertRefused(guard.post(REPAIR + "/preview", TABLE), 409, "it cannot be repaired");
    assertRefused(guard.post(COMPACT + "/preview", TABLE), 409, "not dets");
    Files.delete(live());
    assertRefused(guard.post(REPAIR + "/preview", TABLE), 409, "the table has no file");
  }

  @Test
  void forgetsThePreviousFiguresAtOnce() throws Exception {
    put("frag75.dets");
    confirm(COMPACT, preview(COMPACT));
    for (JsonNode table : guard.health().get("tables")) {
      if (table.get("table").asText().equals("task_queue")) {
        assertEquals(Files.size(live()), table.get("file_size_bytes").asLong());
      }
    }
  }
}
