package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code compact} on a fragmented table that Erlang has made. */
class CompactCommandTest {
  private static final Path CORPUS = Path.of("../adapters-storage/src/test/resources/corpus");
  private static final Path FRAGMENTED = CORPUS.resolve("frag75.dets");
  private static final long BEFORE = 488_601;
  private static final long AFTER = 131_064;

  @TempDir private Path data;
  private Path live;

  @BeforeEach
  void makeTable() throws Exception {
    live = Files.createDirectory(data.resolve("tables")).resolve("task_queue.dets");
    Files.copy(FRAGMENTED, live);
  }

  private Invocation compact(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "compact";
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Invocation.of(Map.of("DETSGUARD_DATA", data.toString()), all);
  }

  @Test
  void printsTheSizesBeforeAndAfter() throws Exception {
    Path target = data.resolve("compact.dets");
    Invocation compact = compact(FRAGMENTED.toString(), "--to", target.toString(), "--json");
    JsonNode json = compact.json().getFirst();

    assertEquals(0, compact.code(), compact.err());
    assertEquals("compacted", json.get("outcome").asText());
    assertEquals(target.toString(), json.get("output").asText());
    assertEquals(BEFORE, json.get("size_before_bytes").asLong());
    assertEquals(AFTER, json.get("size_after_bytes").asLong());
    assertEquals(BEFORE - AFTER, json.get("saved_bytes").asLong());
    assertTrue(json.get("worthwhile").asBoolean());
    assertEquals(300, json.get("record_count").asLong());
    assertEquals(AFTER, Files.size(target));
    assertEquals(3, compact(FRAGMENTED.toString(), "--to", target.toString()).code());
  }

  @Test
  void givesSlotsBackOnRequest() throws Exception {
    Path target = data.resolve("compact.dets");
    Invocation compact =
        compact(FRAGMENTED.toString(), "--to", target.toString(), "--shrink-slots", "--json");
    JsonNode json = compact.json().getFirst();

    assertEquals(0, compact.code(), compact.err());
    assertEquals(512, json.get("slots_after").asLong());
    assertEquals(Files.size(target), json.get("size_after_bytes").asLong());
  }

  @Test
  void saysWhatWouldBeWonAndWritesNothing() throws Exception {
    Invocation dryRun = compact(FRAGMENTED.toString(), "--dry-run");
    assertEquals(0, dryRun.code(), dryRun.err());
    assertTrue(dryRun.out().contains("worth it"), dryRun.out());

    Invocation inPlace = compact("task_queue", "--dry-run", "--assume-closed", "--json");
    assertEquals(0, inPlace.code(), inPlace.err());
    assertEquals(AFTER, inPlace.json().getFirst().get("size_after_bytes").asLong());
    assertEquals(-1, Files.mismatch(FRAGMENTED, live));
  }

  @Test
  void compactsATableOfTheCatalogueInPlaceAndCanBeUndone() throws Exception {
    Invocation compact = compact("task_queue", "--assume-closed", "--json");
    assertEquals(0, compact.code(), compact.err());
    assertEquals(AFTER, Files.size(live));
    Path kept = Path.of(compact.json().getFirst().get("kept").asText());
    assertEquals(-1, Files.mismatch(FRAGMENTED, kept));
    Invocation again = compact("task_queue", "--assume-closed", "--json");
    assertEquals("nothing_to_win", again.json().getFirst().get("outcome").asText());

    Invocation undo =
        Invocation.of(
            Map.of("DETSGUARD_DATA", data.toString()),
            "restore",
            "--undo",
            "task_queue",
            "--assume-closed");
    assertEquals(0, undo.code(), undo.err());
    assertEquals(-1, Files.mismatch(FRAGMENTED, live));
  }

  @Test
  void refusesWhatCannotBe() {
    String target = data.resolve("compact.dets").toString();
    assertEquals(2, compact(FRAGMENTED.toString()).code());
    assertEquals(2, compact("unknown_table").code());
    assertEquals(3, compact(CORPUS.resolve("text_file.dets").toString(), "--to", target).code());
    assertEquals(3, compact(CORPUS.resolve("bad_md5.dets").toString(), "--to", target).code());
  }
}
