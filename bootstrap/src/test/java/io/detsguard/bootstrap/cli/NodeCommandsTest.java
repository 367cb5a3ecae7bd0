package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.detsguard.storage.erlang.NeedsErlang;
import io.detsguard.storage.erlang.OwnerNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that ask a real node. */
@NeedsErlang
class NodeCommandsTest {
  @TempDir private Path root;
  @AutoClose private OwnerNode node;
  private Path config;

  @BeforeEach
  void start() throws Exception {
    node = OwnerNode.start(root.resolve("home"));
    node.supervise(root.resolve("task_queue.dets"));
    node.expect("ok", "dets:insert(task_queue, [{1, a}, {2, b}]), dets:sync(task_queue)");
    config = root.resolve("detsguard.yml");
    Files.writeString(
        config,
        """
        data: %s
        tables: %s
        catalogue: {task_queue: task_queue.dets}
        node: hub@127.0.0.1
        cookie-file: %s
        nodes: {epmd-port: %d}
        owners:
          task_queue: {node: hub@127.0.0.1, supervisor: hub_sup, child: "{table, task_queue}"}
        """
            .formatted(root.resolve("data"), root, node.cookieFile(), node.mapperPort()));
  }

  private Invocation run(String... arguments) {
    return Invocation.of(Map.of("DETSGUARD_CONFIG", config.toString()), arguments);
  }

  @Test
  void healthSaysWhoHasTheTableOpen() throws Exception {
    Invocation health = run("health");

    assertTrue(health.out().contains("Node hub@127.0.0.1: attached, OTP "), health.toString());
    assertTrue(health.out().lines().anyMatch(line -> line.matches("task_queue +hub@127.*clean")));
    JsonNode json = run("health", "--json").json().getFirst();
    assertEquals("open", json.at("/tables/0/owner_state").textValue(), json.toString());
    assertEquals("attached", json.at("/nodes/0/status").textValue());
  }

  @Test
  void healthGoesOnWithoutTheNode() {
    node.kill();

    Invocation health = run("health");

    assertTrue(health.out().contains("Node hub@127.0.0.1: unreachable"), health.toString());
    assertTrue(
        health.out().contains("hub@127.0.0.1: The node cannot be asked about its tables:"),
        health.toString());
    assertTrue(health.out().contains("task_queue  warning"), health.toString());
  }

  @Test
  void backsUpWhatTheNodeHasOpenAlsoWhenTheNodeIsGoneLater() throws Exception {
    node.expect(
        "'Elixir.Cache'", "element(2, dets:open_file('Elixir.Cache', [{file, \"cache.dets\"}]))");
    node.expect("ok", "dets:insert('Elixir.Cache', {1, a}), dets:sync('Elixir.Cache')");
    Map<String, String> discover =
        Map.of("DETSGUARD_CONFIG", config.toString(), "DETSGUARD_NODES_DISCOVER", "true");

    JsonNode run = Invocation.of(discover, "backup", "--json").json().getFirst();
    assertEquals("complete", run.get("status").textValue(), run.toString());
    assertEquals("Elixir.Cache", run.at("/results/1/table").textValue(), run.toString());
    node.kill();
    JsonNode health = Invocation.of(discover, "health", "--json").json().getFirst();
    assertEquals("Elixir.Cache", health.at("/tables/1/table").textValue(), health.toString());
    assertEquals(1, health.at("/tables/1/record_count").intValue(), health.toString());
  }

  @Test
  void restoresIntoTheNodeAndUndoesItAndSaysWhatItDoesToTheOwner() throws Exception {
    assertEquals(ExitCode.WELL, run("backup").code());
    node.expect("ok", "dets:insert(task_queue, [{3, c}])");

    Invocation dry = run("restore", "task_queue", "--dry-run");
    assertEquals(ExitCode.WELL, dry.code(), dry.toString());
    assertTrue(
        dry.out().contains("before     the supervisor hub_sup of hub@127.0.0.1 terminates"),
        dry.toString());
    node.expect("3", "dets:info(task_queue, size)");

    JsonNode restored = run("restore", "task_queue", "--json").json().getFirst();
    assertEquals("restored", restored.get("outcome").textValue(), restored.toString());
    assertEquals(
        "the supervisor hub_sup of hub@127.0.0.1 restarts its child {table, task_queue}",
        restored.at("/plan/owner_reopen").textValue());
    node.expect("[{1,a},{2,b}]", "lists:sort(dets:match_object(task_queue, '_'))");

    Invocation dryUndo = run("restore", "task_queue", "--undo", "--dry-run");
    assertEquals(ExitCode.WELL, dryUndo.code(), dryUndo.toString());
    assertTrue(
        dryUndo.out().contains("before     the supervisor hub_sup of hub@127.0.0.1 terminates"),
        dryUndo.toString());
    node.expect("2", "dets:info(task_queue, size)");
    JsonNode undone = run("restore", "task_queue", "--undo", "--json").json().getFirst();
    assertEquals("undone", undone.get("outcome").textValue(), undone.toString());
    assertTrue(undone.get("doubt").isNull(), undone.toString());
    node.expect("[{1,a},{2,b},{3,c}]", "lists:sort(dets:match_object(task_queue, '_'))");
  }

  @Test
  void repairsThroughTheOwnerWhatThatHasGivenUp() throws Exception {
    node.expect("ok", "dets:insert(task_queue, [{N, N} || N <- lists:seq(1, 1000)])");
    node.expect("1000", "dets:info(task_queue, size)");
    Path file = root.resolve("task_queue.dets");
    byte[] table = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(table, table.length - 4000)); // in place: it keeps its inode
    node.expect(
        "true",
        "lists:any(fun(N) -> is_tuple(dets:lookup(task_queue, N)) end, lists:seq(1, 1000))");

    Invocation dry = run("repair", "task_queue", "--dry-run");
    assertEquals(ExitCode.NOT_WELL, dry.code(), dry.toString());
    assertTrue(
        dry.out().contains("before     the supervisor hub_sup of hub@127.0.0.1 terminates"),
        dry.toString());
    JsonNode repaired = run("repair", "task_queue", "--json").json().getFirst();
    assertEquals("repaired", repaired.get("outcome").textValue(), repaired.toString());
    node.expect(repaired.get("records_recovered").toString(), "dets:info(task_queue, size)");
  }

  @Test
  void compactsThroughTheOwnerWhenAsked() throws Exception {
    node.expect(
        "ok",
        "dets:insert(task_queue, [{N, N} || N <- lists:seq(1, 5000)]),"
            + " [dets:delete(task_queue, N) || N <- lists:seq(1, 4500)], dets:sync(task_queue)");

    Invocation dry = run("compact", "task_queue", "--dry-run");
    assertEquals(ExitCode.WELL, dry.code(), dry.toString());
    assertTrue(
        dry.out().contains("before     the supervisor hub_sup of hub@127.0.0.1 terminates"),
        dry.toString());
    JsonNode compacted = run("compact", "task_queue", "--json").json().getFirst();
    assertEquals("compacted", compacted.get("outcome").textValue(), compacted.toString());
    assertEquals(500, compacted.get("record_count").intValue());
    assertTrue(compacted.get("doubt").isNull(), compacted.toString());
    node.expect("500", "dets:info(task_queue, size)");
  }
}
