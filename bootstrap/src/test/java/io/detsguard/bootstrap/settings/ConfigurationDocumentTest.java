package io.detsguard.bootstrap.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds {@code docs/configuration.md} and the program together. */
class ConfigurationDocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/configuration.md");

  @TempDir private Path directory;

  @ParameterizedTest
  @EnumSource
  void documentsEverySettingWithItsDefault(SettingKey setting) throws Exception {
    String row = row("| `" + setting.key() + "` |");

    if (!setting.defaultText().isEmpty()) {
      assertTrue(row.contains("| `" + setting.defaultText() + "` |"), row);
    }
    assertEquals(6, row.chars().filter(c -> c == '|').count() + 1, row);
  }

  @Test
  void givesAnExampleThatSetsEverything() throws Exception {
    String text = Files.readString(DOCUMENT);
    int start = text.indexOf("```yaml\n") + "```yaml\n".length();
    Path example = directory.resolve("example.yml");
    Files.writeString(example, text.substring(start, text.indexOf("```", start)));

    SettingsLayer layer = ConfigurationFile.read(example);
    Settings settings = new SettingsLoader(Map.of()).load(Map.of(), Optional.of(example));

    assertEquals(List.of(SettingKey.values()), layer.values().keySet().stream().sorted().toList());
    assertEquals(
        Settings.Tables.DEFAULT_NAMES, List.copyOf(settings.tables().catalogue().keySet()));
  }

  private static String row(String start) throws Exception {
    List<String> rows =
        Files.readAllLines(DOCUMENT).stream().filter(line -> line.startsWith(start)).toList();
    assertEquals(1, rows.size(), "rows that start with " + start);
    return rows.getFirst();
  }
}
