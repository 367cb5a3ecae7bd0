package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.detsguard.application.port.out.RepositorySession;
import io.detsguard.storage.file.DiskFiles;
import io.detsguard.storage.repository.DirectoryBackupRepository;
import io.detsguard.storage.repository.RepositoryLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands that work on the repository: backup, list, health, verify, prune. */
class RepositoryCommandsTest {
  private static final Path CORPUS = Path.of("../adapters-storage/src/test/resources/corpus");
  private static final Instant NOON = Instant.parse("2026-02-11T12:00:00Z");

  /** Part of the reserved bytes behind the digest, which no check of the file alone can judge. */
  private static final int UNUSED_HEADER_BYTE = 300;

  private static final String SNAPSHOT = "task_queue_2026-02-11T12-00-00";

  @TempDir private Path data;
  private Map<String, String> environment;

  @BeforeEach
  void makeTables() throws Exception {
    Path tables = Files.createDirectory(data.resolve("tables"));
    for (String table : List.of("task_queue", "thread_replies")) {
      Files.copy(CORPUS.resolve(table + ".dets"), tables.resolve(table + ".dets"));
    }
    Path config =
        Files.writeString(
            data.resolve("config.yml"),
            """
            catalogue:
              task_queue: task_queue.dets
              thread_replies: thread_replies.dets
            retention: {keep-last: 1}
            """);
    environment = Map.of("DETSGUARD_DATA", data.toString(), "DETSGUARD_CONFIG", config.toString());
  }

  @Test
  void backsUpEveryTable() throws Exception {
    Invocation backup = run("backup", "--json");
    JsonNode run = backup.json().getFirst();

    assertEquals(0, backup.code(), backup.err());
    assertEquals("complete", run.get("status").asText());
    assertEquals(2, run.get("tables_success").asInt());
    assertEquals("command_line", run.get("trigger").asText());
    Path stored = Path.of(run.get("results").get(0).get("path").asText());
    assertEquals(SNAPSHOT + ".dets", stored.getFileName().toString());
    assertEquals(-1, Files.mismatch(stored, data.resolve("tables/task_queue.dets")));
  }

  @Test
  void backsUpTheNamedTablesOnly() throws Exception {
    Invocation backup = run("backup", "thread_replies");

    assertEquals(0, backup.code());
    assertTrue(backup.out().contains("complete: 1 of 1 table"), backup.out());
    assertEquals(1, run("list", "--json").json().size());
  }

  @Test
  void backsUpTheTablesItFindsByTheirContent() throws Exception {
    Path tables = Files.createDirectory(data.resolve("found"));
    Files.copy(CORPUS.resolve("agent_state.DAT"), tables.resolve("agent_state.DAT"));
    Files.copy(CORPUS.resolve("text_file.dets"), tables.resolve("text_file.dets"));
    Map<String, String> found =
        Map.of("DETSGUARD_DATA", data.toString(), "DETSGUARD_TABLES", tables.toString());
    Invocation unaware = Invocation.at(NOON, found, "backup");
    Invocation aware = Invocation.at(NOON, found, "backup", "--discover", "--json");

    assertEquals(4, unaware.code());
    assertTrue(unaware.err().contains("1 other is"), unaware.err());
    assertTrue(unaware.err().contains("--discover"), unaware.err());
    assertEquals(0, aware.code(), aware.out());
    assertEquals(1, aware.json().getFirst().get("tables_total").asInt());
    assertEquals("", aware.err());
  }

  @Test
  void endsPartiallyWellWhenATableFails() throws Exception {
    Files.delete(data.resolve("tables/thread_replies.dets"));
    Invocation backup = run("backup");

    assertEquals(1, backup.code());
    assertTrue(backup.out().contains("failed  thread_replies: "), backup.out());
    assertTrue(backup.out().contains("partial: 1 of 2 tables"), backup.out());
  }

  @Test
  void failsWhenEveryTableFails() throws Exception {
    Files.delete(data.resolve("tables/task_queue.dets"));
    Files.delete(data.resolve("tables/thread_replies.dets"));

    assertEquals(4, run("backup").code());
  }

  @Test
  void refusesWhileSomeoneElseHoldsTheRepositoryAndNamesThem() throws Exception {
    DirectoryBackupRepository other =
        new DirectoryBackupRepository(
            new RepositoryLayout(data.resolve("backups")), new DiskFiles(), InstantSource.system());
    try (RepositorySession _ = other.begin("a test of its own")) {
      Invocation backup = run("backup");
      Invocation prune = run("prune");

      assertEquals(3, backup.code(), backup.out());
      assertTrue(backup.out().contains("a test of its own"), backup.out());
      assertEquals(3, prune.code());
      assertTrue(prune.err().contains("a test of its own"), prune.err());
      assertEquals("", prune.out());
    }
  }

  @Test
  void listsSnapshotsNewestFirst() throws Exception {
    run("backup");
    at(Duration.ofHours(1), "backup", "task_queue");
    List<JsonNode> all = run("list", "--json").json();
    List<JsonNode> one = run("list", "--json", "thread_replies").json();

    assertEquals("task_queue_2026-02-11T13-00-00", all.getFirst().get("id").asText());
    assertEquals(2, all.size(), "retention keeps one of each table");
    assertEquals(List.of("thread_replies_2026-02-11T12-00-00"), ids(one));
    assertTrue(run("list").out().startsWith("SNAPSHOT"), run("list").out());
  }

  @Test
  void saysWhenThereIsNothingToList() {
    Invocation list = run("list");

    assertEquals(0, list.code());
    assertEquals("", list.out());
    assertTrue(list.err().contains("no snapshots"), list.err());
  }

  @Test
  void reportsHealthAsTheApiDoes() throws Exception {
    Invocation before = run("health", "--json");
    run("backup");
    Invocation after = run("health", "--json");

    assertEquals(1, before.code());
    assertEquals("warning", before.json().getFirst().get("health_status").asText());
    assertTrue(before.json().getFirst().get("last_backup_at").isNull());
    assertEquals(0, after.code(), after.out());
    assertEquals("healthy", after.json().getFirst().get("health_status").asText());
    assertEquals(180, after.json().getFirst().get("tables").get(0).get("record_count").asLong());
    assertTrue(run("health").out().contains("healthy"));
  }

  @Test
  void verifiesASnapshotAgainstItsManifest() throws Exception {
    run("backup");
    Invocation verify = run("verify", "--json", SNAPSHOT);
    JsonNode snapshot = verify.json().getFirst();

    assertEquals(0, verify.code(), verify.err());
    assertEquals(SNAPSHOT, snapshot.get("snapshot").asText());
    assertTrue(snapshot.get("intact").asBoolean());
    assertEquals("sound", snapshot.get("verdict").asText());
    assertEquals(0, run("verify", SNAPSHOT + ".dets").code());
    assertTrue(run("verify", SNAPSHOT).out().contains("manifest   agrees"));
  }

  @Test
  void findsASnapshotThatIsSoundButNotTheOneItsManifestPromises() throws Exception {
    run("backup");
    Path stored = data.resolve("backups").resolve(SNAPSHOT + ".dets");
    byte[] bytes = Files.readAllBytes(stored);
    bytes[UNUSED_HEADER_BYTE] ^= 1;
    Files.delete(stored);
    Files.write(stored, bytes);
    Invocation verify = run("verify", "--json", SNAPSHOT);

    assertEquals(1, verify.code(), verify.out() + verify.err());
    JsonNode snapshot = verify.json().getFirst();
    assertFalse(snapshot.get("intact").asBoolean());
    assertEquals("damaged", snapshot.get("verdict").asText());
    assertTrue(snapshot.get("findings").toString().contains("\"manifest\""), verify.out());
    assertNotEquals("", run("verify", SNAPSHOT).out());
  }

  @Test
  void refusesASnapshotThatDoesNotExist() {
    Invocation verify = run("verify", SNAPSHOT);

    assertEquals(3, verify.code());
    assertTrue(verify.err().contains("no snapshot " + SNAPSHOT), verify.err());
  }

  @Test
  void prunesOnlyAfterADryRunSaidWhat() throws Exception {
    Map<String, String> keepMany =
        Map.of(
            "DETSGUARD_RETENTION_KEEP_LAST", "9",
            "DETSGUARD_DATA", data.toString(),
            "DETSGUARD_CONFIG", data.resolve("config.yml").toString());
    Invocation.at(NOON, keepMany, "backup");
    Invocation.at(NOON.plusSeconds(60), keepMany, "backup");
    Invocation dry = run("prune", "--json", "--dry-run", "task_queue");
    int before = run("list", "--json").json().size();
    Invocation real = run("prune", "task_queue");

    assertEquals(0, dry.code());
    assertEquals(2, dry.json().size());
    assertEquals(4, before);
    assertEquals(0, real.code());
    assertTrue(real.out().contains("removed"), real.out());
    assertEquals(1, run("list", "--json", "task_queue").json().size());
    assertEquals(2, run("list", "--json", "thread_replies").json().size());
  }

  private Invocation run(String... arguments) {
    return Invocation.at(NOON, environment, arguments);
  }

  private Invocation at(Duration later, String... arguments) {
    return Invocation.at(NOON.plus(later), environment, arguments);
  }

  private static List<String> ids(List<JsonNode> snapshots) {
    return snapshots.stream().map(snapshot -> snapshot.get("id").asText()).toList();
  }
}
