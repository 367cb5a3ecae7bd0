package io.detsguard.bootstrap.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.restore.OwnerHandle;
import io.detsguard.domain.table.TableName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnerEntryTest {
  private static final NodeName HUB = new NodeName("hub@127.0.0.1");

  @TempDir private Path directory;

  private Map<TableName, OwnerHandle> load(String yaml) throws Exception {
    Path file = directory.resolve("settings.yml");
    Files.writeString(file, yaml);
    return new SettingsLoader(Map.of()).load(Map.of(), Optional.of(file)).owners();
  }

  @Test
  void controlsNobodyByDefault() throws Exception {
    assertEquals(Map.of(), load(""));
  }

  @Test
  void understandsWhatTheManualShows() throws Exception {
    String manual = Files.readString(Path.of("../docs/configuration.md"));
    int start = manual.indexOf("```\nowners:") + "```\n".length();
    String example = manual.substring(start, manual.indexOf("```", start));

    assertEquals(
        Map.of(
            new TableName("task_queue"),
            new OwnerHandle.Supervised(HUB, "hub_sup", "{table, task_queue}"),
            new TableName("agent_mailbox"),
            new OwnerHandle.Functions(
                HUB,
                new OwnerHandle.Call("hub_tables", "close", List.of("agent_mailbox")),
                new OwnerHandle.Call("hub_tables", "open", List.of("agent_mailbox"))),
            new TableName("thread_replies"),
            new OwnerHandle.Commands(
                List.of("/usr/local/bin/hubctl", "close", "thread_replies"),
                List.of("/usr/local/bin/hubctl", "open", "thread_replies"))),
        load(example));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{node: hub, supervisor: s, child: c} | NAME@HOST",
        "{node: a@h, supervisor: s} | release-command",
        "{node: a@h, supervisor: s, child: c, more: 1} | release-command",
        "{node: a@h, supervisor: s, child: '{a'} | an Erlang term",
        "{node: a@h, supervisor: [s], child: c} | one plain value",
        "{node: a@h, release: [m], reopen: [m, f]} | a module, a function",
        "{node: a@h, release: [os, cmd], reopen: [m, f]} | a function of the application",
        "{release-command: [], reopen-command: [x]} | a list of a program",
        "{release-command: x, reopen-command: [x]} | a list of a program",
        "text | key: value"
      })
  void refusesWhatItDoesNotUnderstand(String entry, String words) {
    requireRefused("owners:\n  task_queue: " + entry + "\n", words);
  }

  @Test
  void refusesTablesThatAreNotThere() {
    String commands = "{release-command: [x], reopen-command: [x]}";
    requireRefused("owners:\n  nope: " + commands + "\n", "a table of the catalogue");
    requireRefused("owners:\n  a/b: " + commands + "\n", "a table name");
  }

  private void requireRefused(String yaml, String words) {
    InvalidSettingException refused = assertThrows(InvalidSettingException.class, () -> load(yaml));
    assertTrue(refused.getMessage().contains(words), refused.getMessage());
    assertTrue(refused.getMessage().contains("owners."), refused.getMessage());
  }
}
