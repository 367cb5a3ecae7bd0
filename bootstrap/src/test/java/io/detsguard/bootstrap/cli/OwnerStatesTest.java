package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.detsguard.storage.erlang.ErlangPrograms;
import io.detsguard.storage.erlang.LiveNode;
import io.detsguard.storage.erlang.NeedsErlang;
import io.detsguard.storage.erlang.PortMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables that real nodes have brought into a state of which the file tells nothing: what the health
 * report says of them, and what a backup does.
 */
@NeedsErlang
class OwnerStatesTest {
  private static final String HUB = "hub@127.0.0.1";
  private static final String TWIN = "twin@127.0.0.1";

  /**
   * A node whose files cannot grow beyond 200 blocks of 512 bytes: to it the disk is full then. The
   * signal that comes with the refusal would end it.
   */
  private static final String SMALL_DISK =
      """
      #!/bin/sh
      trap '' XFSZ
      ulimit -f 200
      exec %s "$@"
      """;

  @TempDir private Path root;
  private PortMapper mapper;
  private Path config;

  @BeforeEach
  void start() throws Exception {
    mapper = PortMapper.start();
    config = root.resolve("detsguard.yml");
    Files.writeString(
        config,
        """
        data: %s
        tables: %s
        catalogue: {queue: queue.dets}
        copy: {deadline: 100ms}
        nodes: {epmd-port: %d}
        """
            .formatted(root.resolve("data"), root, mapper.port()));
  }

  @AfterEach
  void stop() {
    mapper.close();
  }

  private LiveNode node(Path erl, String name) throws IOException {
    return LiveNode.start(home(), erl, mapper.port(), "-name", name);
  }

  private static Path erl() {
    return ErlangPrograms.all().getFirst();
  }

  private Path erlOnASmallDisk() throws IOException {
    Path program = root.resolve("erl-on-a-small-disk");
    Files.writeString(program, SMALL_DISK.formatted(erl()));
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program;
  }

  private Path home() {
    return root.resolve("home");
  }

  private Path file() {
    return root.resolve("queue.dets");
  }

  private void open(LiveNode node, String table, String options) throws IOException {
    node.expect(
        "{ok," + table + "}",
        "dets:open_file(%s, [{file, \"%s\"}%s])".formatted(table, file(), options));
  }

  private Invocation run(List<String> nodes, String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    nodes.forEach(node -> words.addAll(List.of("--node", node)));
    return Invocation.of(
        Map.of(
            "DETSGUARD_CONFIG",
            config.toString(),
            "DETSGUARD_COOKIE_FILE",
            LiveNode.cookieFile(home()).toString(),
            "DETSGUARD_PAUSE_LIMIT",
            "4s"),
        words.toArray(String[]::new));
  }

  private JsonNode health(List<String> nodes) throws Exception {
    return run(nodes, "health", "--json").json().getFirst();
  }

  private static List<String> conditions(JsonNode health) {
    return StreamSupport.stream(health.at("/tables/0/conditions").spliterator(), false)
        .map(condition -> condition.at("/kind").asText())
        .toList();
  }

  private JsonNode backUp(List<String> nodes) throws Exception {
    return run(nodes, "backup", "--json").json().getFirst();
  }

  @Test
  void seesATableWhoseDiskIsFullInTheModeErrorAndTakesNoCopyOfIt() throws Exception {
    try (LiveNode node = node(erlOnASmallDisk(), HUB)) {
      open(node, "queue", ", {auto_save, infinity}");
      node.expect("ok", "dets:insert(queue, [{N, N} || N <- lists:seq(1, 500)]), dets:sync(queue)");
      node.expect(
          "efbig",
          "[dets:insert(queue, {{big, N}, binary:copy(<<1>>, 1000)}) || N <- lists:seq(1, 300)],"
              + " {error, {file_error, _, {_, R}}} = dets:sync(queue), R");

      JsonNode health = health(List.of(HUB));
      assertEquals("unhealthy", health.get("health_status").textValue(), health.toString());
      assertTrue(conditions(health).contains("owner_error"), health.toString());
      assertEquals("error", health.at("/tables/0/owners/0/mode").textValue(), health.toString());
      String reason = whyNotBackedUp(List.of(HUB));
      assertTrue(
          reason.matches(
              ".*Its owner could not save it: \\{error,\\{file_error,...,\\{\\d+,efbig}}}\\."),
          reason);
    }
  }

  @Test
  void tellsWhichStateABackupOfATableInMemoryHolds() throws Exception {
    try (LiveNode node = node(erl(), HUB)) {
      open(node, "queue", ", {ram_file, true}");
      node.expect("ok", "dets:insert(queue, {1, saved}), dets:sync(queue)");
      Instant saved = Instant.now().minus(Duration.ofHours(49));
      Files.setLastModifiedTime(file(), FileTime.from(saved));
      node.expect("ok", "dets:insert(queue, {2, only_in_memory})");

      JsonNode run = backUp(List.of(HUB));
      assertEquals("complete", run.get("status").textValue(), run.toString());
      JsonNode old = health(List.of(HUB));
      assertEquals(List.of("ram_file", "stale_backup"), conditions(old).stream().sorted().toList());
      assertTrue(old.at("/tables/0/owners/0/ram_file").booleanValue(), old.toString());
      assertEquals("[{1,saved}]", recordsOfTheSnapshot(node));

      node.expect("ok", "dets:sync(queue)");
      assertEquals("complete", backUp(List.of(HUB)).get("status").textValue());
      assertEquals(List.of(), conditions(health(List.of(HUB))));
      assertEquals("[{1,saved},{2,only_in_memory}]", recordsOfTheSnapshot(node));
    }
  }

  /** What Erlang reads in the newest snapshot. */
  private String recordsOfTheSnapshot(LiveNode node) throws IOException {
    return node.eval(
        "Newest = lists:last(lists:sort(filelib:wildcard(\"%s/backups/queue_*.dets\"))),"
                .formatted(root.resolve("data"))
            + " {ok, Copy} = dets:open_file(copy, [{file, Newest}, {access, read}]),"
            + " Records = lists:sort(dets:match_object(Copy, '_')), dets:close(Copy), Records");
  }

  @Test
  void warnsOfAFileThatTwoNodesHaveOpenAndHoldsNeither() throws Exception {
    try (LiveNode hub = node(erl(), HUB);
        LiveNode twin = node(erl(), TWIN)) {
      open(hub, "queue", "");
      hub.expect("ok", "dets:insert(queue, {1, a}), dets:sync(queue)");
      open(twin, "queue", "");
      assertShared(
          List.of(HUB, TWIN), "It is open more than once: " + HUB + ", " + TWIN + ".", hub);
    }
  }

  @Test
  void warnsOfAFileThatANodeHasOpenUnderTwoNames() throws Exception {
    try (LiveNode hub = node(erl(), HUB)) {
      open(hub, "queue", "");
      hub.expect("ok", "dets:insert(queue, {1, a}), dets:sync(queue)");
      open(hub, "another", "");
      assertShared(List.of(HUB), "It is open more than once: " + HUB + ", " + HUB + ".", hub);
    }
  }

  /**
   * While the file is properly closed it is read as any other; when it is not, nobody is asked to
   * save or held.
   */
  private void assertShared(List<String> nodes, String words, LiveNode writer) throws Exception {
    JsonNode run = backUp(nodes);
    assertEquals("complete", run.get("status").textValue(), run.toString());
    JsonNode health = health(nodes);
    assertEquals("open", health.at("/tables/0/owner_state").textValue(), health.toString());
    assertEquals(2, health.at("/tables/0/owners").size(), health.toString());
    assertEquals(List.of("shared_file"), conditions(health), health.toString());
    assertEquals("warning", health.get("health_status").textValue(), health.toString());

    writer.expect("2", "dets:insert(queue, {2, b}), dets:info(queue, size)");
    String reason = whyNotBackedUp(nodes);
    assertTrue(reason.endsWith(words), reason);
  }

  private String whyNotBackedUp(List<String> nodes) throws Exception {
    JsonNode run = backUp(nodes);
    assertEquals("failed", run.get("status").textValue(), run.toString());
    return run.at("/results/0/reason").textValue();
  }
}
