package io.detsguard.bootstrap.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.detsguard.storage.erlang.ErlangPrograms;
import io.detsguard.storage.erlang.LiveNode;
import io.detsguard.storage.erlang.NeedsErlang;
import io.detsguard.storage.erlang.PortMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code backup} on tables of a real node. */
@NeedsErlang
@Timeout(120)
class NodeBackupTest {
  /** Updates without end, and without a save: on disk the table is never closed. */
  private static final String WRITE =
      "spawn(fun() -> {ok, t} = dets:open_file(t, [{file, \"t.dets\"}, {auto_save, infinity}]),"
          + " (fun W(N) -> ok = dets:insert(t, {N rem 100, N}), W(N + 1) end)(1) end),"
          + " timer:sleep(200)";

  @TempDir private Path root;

  private Invocation backup(PortMapper mapper, String... options) throws IOException {
    Path home = root.resolve("node");
    Path config = root.resolve("settings.yml");
    Files.writeString(
        config,
        """
        data: %s
        catalogue: {t: %s}
        copy: {deadline: 50ms}
        nodes: {epmd-port: %d}
        """
            .formatted(root.resolve("data"), home.resolve("t.dets"), mapper.port()));
    Stream<String> common =
        Stream.of(
            "backup",
            "--json",
            "--config",
            config.toString(),
            "--node",
            "app@127.0.0.1",
            "--cookie-file",
            LiveNode.cookieFile(home).toString());
    return Invocation.of(
        Map.of(), Stream.concat(common, Stream.of(options)).toArray(String[]::new));
  }

  private LiveNode node(PortMapper mapper) throws IOException {
    return LiveNode.start(
        root.resolve("node"),
        ErlangPrograms.all().getFirst(),
        mapper.port(),
        "-name",
        "app@127.0.0.1");
  }

  @Test
  void backsUpTableThatIsNeverClosed() throws Exception {
    try (PortMapper mapper = PortMapper.start();
        LiveNode node = node(mapper)) {
      node.eval(WRITE);
      Invocation done = backup(mapper, "--pause-limit", "2s");
      assertEquals(0, done.code(), done.out() + done.err());
      JsonNode manifest = manifest();
      assertTrue(
          Set.of("synced_read", "held_read", "held_repair")
              .contains(manifest.findValue("method").asText()),
          manifest.toString());
    }
  }

  @Test
  void saysWhyWhenTheNodeCannotHelp() throws Exception {
    try (PortMapper mapper = PortMapper.start()) {
      try (LiveNode node = node(mapper)) {
        node.eval(WRITE);
      }
      Invocation failed = backup(mapper);
      assertEquals(ExitCode.REFUSED, failed.code(), failed.out() + failed.err());
      String reason = failed.json().getFirst().findValue("reason").asText();
      assertTrue(reason.contains("not been properly closed"), reason);
      assertTrue(reason.contains("app@127.0.0.1: EPMD knows no node \"app\""), reason);
      assertTrue(!failed.err().contains(LiveNode.COOKIE), failed.err());
    }
  }

  private JsonNode manifest() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("data/backups"))) {
      List<Path> manifests =
          files
              .filter(file -> file.toString().endsWith(".json"))
              .filter(file -> file.getFileName().toString().startsWith("t_"))
              .toList();
      assertEquals(1, manifests.size());
      return new ObjectMapper().readTree(manifests.getFirst().toFile());
    }
  }
}
