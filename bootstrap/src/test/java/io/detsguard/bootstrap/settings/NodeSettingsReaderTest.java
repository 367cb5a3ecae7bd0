package io.detsguard.bootstrap.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.table.TableName;
import io.detsguard.storage.distribution.peer.NodeAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeSettingsReaderTest {
  @TempDir private Path directory;

  private NodeSettings load(String yaml) throws Exception {
    Path file = directory.resolve("settings.yml");
    Files.writeString(file, yaml);
    return new SettingsLoader(Map.of()).load(Map.of(), Optional.of(file)).nodes();
  }

  private static NodeSettings options(Map<SettingKey, String> options) throws Exception {
    return new SettingsLoader(Map.of()).load(options, Optional.empty()).nodes();
  }

  private void requireRefused(String words, String yaml) {
    InvalidSettingException refused = assertThrows(InvalidSettingException.class, () -> load(yaml));
    assertTrue(refused.getMessage().contains(words), refused.getMessage());
  }

  @Test
  void attachesToNobodyByDefaultAndHoldsNoTable() throws Exception {
    NodeSettings settings = options(Map.of());
    assertEquals(List.of(), settings.addresses());
    assertEquals(Optional.empty(), settings.access());
    assertEquals(new NodeSettings.Pause(Duration.ZERO, Set.of()), settings.pause());
    assertEquals(Optional.empty(), settings.command());
  }

  @Test
  void takesNodesFromTheCommandLine() throws Exception {
    NodeSettings settings =
        options(
            Map.of(
                SettingKey.NODE, "a@h b@127.0.0.1:9100",
                SettingKey.COOKIE_FILE, "/c",
                SettingKey.PAUSE_LIMIT, "500ms"));
    assertEquals(
        List.of(
            new NodeAddress(new NodeName("a@h"), OptionalInt.empty()),
            new NodeAddress(new NodeName("b@127.0.0.1"), OptionalInt.of(9100))),
        settings.addresses());
    assertEquals(
        Optional.of(
            new NodeSettings.Access(
                Path.of("/c"), Optional.empty(), false, 4369, Optional.empty())),
        settings.access());
    assertEquals(Duration.ofMillis(500), settings.pause().limit());
  }

  @Test
  void takesListsAndTlsFromTheFile() throws Exception {
    NodeSettings settings =
        load(
            """
            node: [a@h]
            cookie-file: /c
            nodes:
              pause-tables: [t, u]
              own-name: guard@h
              plain-remote: true
              epmd-port: 4370
              tls: {key-store: /k, trust-store: /t, password-file: /p}
              sync-command: [/bin/app, rpc, "sync all"]
              sync-patience: 3s
            """);
    assertEquals(Set.of(new TableName("t"), new TableName("u")), settings.pause().tables());
    assertEquals(
        Optional.of(
            new NodeSettings.SyncCommand(
                List.of("/bin/app", "rpc", "sync all"), Duration.ofSeconds(3))),
        settings.command());
    assertEquals(
        Optional.of(
            new NodeSettings.Access(
                Path.of("/c"),
                Optional.of(new NodeName("guard@h")),
                true,
                4370,
                Optional.of(new NodeSettings.Tls(Path.of("/k"), Path.of("/t"), Path.of("/p"))))),
        settings.access());
  }

  @Test
  void refusesWhatCannotBeFollowed() {
    requireRefused("NAME@HOST", "node: somewhere\ncookie-file: /c");
    requireRefused("cookie-file: expected a path, because node is set", "node: a@h");
    requireRefused("PT4S", "pause-limit: 10s");
    requireRefused("names of tables", "nodes: {pause-tables: [a/b]}");
    requireRefused("the name of a node", "node: a@h\ncookie-file: /c\nnodes: {own-name: x}");
    requireRefused(
        "nodes.tls.trust-store", "node: a@h\ncookie-file: /c\nnodes: {tls: {key-store: /k}}");
    requireRefused("one plain value, found [a]", "host: [a]");
    requireRefused("or a list of them", "node: {a: b}");
  }
}
