package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.detsguard.bootstrap.settings.SettingsLoader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code restore} of a table that was backed up and then lost records. */
class RestoreCommandTest {
  private static final Path CORPUS = Path.of("../adapters-storage/src/test/resources/corpus");

  @TempDir private Path data;
  private Path live;

  @BeforeEach
  void backUpAndLoseRecords() throws Exception {
    Path tables = Files.createDirectory(data.resolve("tables"));
    live = tables.resolve("task_queue.dets");
    Files.copy(CORPUS.resolve("task_queue.dets"), live);
    assertEquals(0, run("backup", "task_queue").code());
    Files.copy(CORPUS.resolve("empty_set.dets"), live, StandardCopyOption.REPLACE_EXISTING);
  }

  private Invocation run(String... arguments) {
    return Invocation.of(Map.of("DETSGUARD_DATA", data.toString()), arguments);
  }

  /** As root every process can be seen; else the test itself answers for them. */
  private Invocation restore(String... options) {
    List<String> arguments = new ArrayList<>(List.of("restore", "task_queue", "--assume-closed"));
    arguments.addAll(List.of(options));
    return run(arguments.toArray(String[]::new));
  }

  private boolean isRestored() throws Exception {
    return Files.mismatch(CORPUS.resolve("task_queue.dets"), live) == -1;
  }

  @Test
  void restoresTheNewestSnapshotAndUndoesIt() throws Exception {
    Invocation restore = restore("--json");
    JsonNode json = restore.json().getFirst();

    assertEquals(0, restore.code(), restore.err());
    assertEquals("restored", json.get("outcome").asText());
    assertTrue(json.get("verified").asBoolean());
    assertTrue(isRestored());
    Path kept = Path.of(json.get("kept").asText());
    assertEquals(-1, Files.mismatch(CORPUS.resolve("empty_set.dets"), kept));

    Invocation undo = restore("--undo", "--json");
    assertEquals(0, undo.code(), undo.err());
    assertEquals("undone", undo.json().getFirst().get("outcome").asText());
    assertEquals(-1, Files.mismatch(CORPUS.resolve("empty_set.dets"), live));
    assertFalse(Files.exists(kept));
  }

  @Test
  void saysWhatWouldChangeAndChangesNothingInADryRun() throws Exception {
    Invocation dryRun = restore("--dry-run", "--keys", "--limit", "2", "--json");
    JsonNode json = dryRun.json().getFirst();
    JsonNode content = json.get("plan").get("live");

    assertEquals(0, dryRun.code(), dryRun.err());
    assertEquals("possible", json.get("outcome").asText());
    assertEquals("readable", content.get("state").asText());
    assertEquals(json.get("plan").get("key_count"), content.get("keys_only_in_snapshot"));
    assertEquals(0, content.get("keys_only_in_live").asLong());
    assertEquals(2, content.get("keys").size());
    assertEquals("only_in_snapshot", content.get("keys").get(0).get("difference").asText());
    assertFalse(isRestored());
  }

  @Test
  void undoesARestoreOfATableThatHadNoFile() throws Exception {
    Files.delete(live);
    assertEquals(0, restore().code());
    Invocation dryRun = restore("--undo", "--dry-run", "--json");
    assertEquals(0, dryRun.code(), dryRun.err());
    assertTrue(dryRun.json().getFirst().get("put_back").isNull());
    assertTrue(restore("--undo", "--dry-run").out().contains("it would be taken away"));
    assertTrue(isRestored());

    Invocation undo = restore("--undo", "--json");
    assertEquals(0, undo.code(), undo.err());
    assertEquals("undone", undo.json().getFirst().get("outcome").asText());
    assertFalse(Files.exists(live));
    assertEquals(0, restore("--undo").code());
    assertTrue(isRestored());
  }

  @Test
  void tellsAPersonWhatItDoes() throws Exception {
    Invocation restore = restore();

    assertEquals(0, restore.code(), restore.err());
    assertTrue(restore.out().contains("comes back"), restore.out());
    assertTrue(restore.out().contains("every record was read back"), restore.out());
    assertTrue(restore.out().contains("detsguard restore --undo task_queue"), restore.out());
  }

  @Test
  void restoresElsewhereAndNeverOverAFile() throws Exception {
    Path target = data.resolve("elsewhere.dets");
    assertEquals(0, restore("--to", target.toString(), "--dry-run").code());
    assertFalse(Files.exists(target));
    assertEquals(0, restore("--to", target.toString()).code());
    assertEquals(-1, Files.mismatch(CORPUS.resolve("task_queue.dets"), target));
    assertEquals(3, restore("--to", target.toString()).code());
    assertFalse(isRestored());
  }

  @Test
  void refusesWhileAnotherProcessHasTheTableOpen() throws Exception {
    Process holder = new ProcessBuilder("sleep", "60").redirectInput(live.toFile()).start();
    try {
      Invocation restore = restore("--json");
      assertEquals(3, restore.code());
      JsonNode json = restore.json().getFirst();
      assertEquals("table_open", json.get("refusal").asText());
      assertEquals(holder.pid(), json.get("plan").get("open_in").get(0).get("pid").asLong());
      assertFalse(isRestored());
      assertTrue(restore().err().contains("sleep (process " + holder.pid() + ")"));
    } finally {
      holder.destroyForcibly().waitFor();
    }
  }

  @Test
  void refusesWhatCannotBe() {
    assertEquals(2, run("restore", "unknown_table").code());
    assertEquals(2, restore("--snapshot", "no snapshot").code());
    assertEquals(2, restore("--undo", "--to", "x").code());
    assertEquals(3, restore("--snapshot", "task_queue_2020-01-01T00-00-00").code());
    assertEquals(3, run("restore", "thread_replies").code());
    assertEquals(3, restore("--undo").code());
  }

  @Test
  void asksAPersonAtATerminalFirst() throws Exception {
    assertEquals(3, restoreAnswering("n"));
    assertFalse(isRestored());
    assertEquals(0, restoreAnswering("Yes"));
    assertTrue(isRestored());
  }

  private int restoreAnswering(String answer) {
    PrintStream nowhere = new PrintStream(new ByteArrayOutputStream());
    Console console = new Console(nowhere, nowhere, false, false, question -> Optional.of(answer));
    CommandContext context =
        new CommandContext(
            console,
            new SettingsLoader(Map.of("DETSGUARD_DATA", data.toString())),
            InstantSource.system(),
            new Random());
    return CommandLineProgram.run(context, "restore", "task_queue", "--assume-closed");
  }
}
