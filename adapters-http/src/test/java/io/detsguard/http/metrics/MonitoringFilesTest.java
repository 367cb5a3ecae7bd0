package io.detsguard.http.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.detsguard.domain.health.ConditionKind;
import io.detsguard.http.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The files for operators name only what a scrape has, and the manual names all of it. */
class MonitoringFilesTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern NAME = Pattern.compile("detsguard_[a-z0-9_]+");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=~?\"([^\"]*)\"");

  private static Scrape scrape;

  @BeforeAll
  static void scrape() {
    try (TestServer server = TestServer.start()) {
      Scenes.showAll(server);
      scrape = Scrape.of(server);
    }
  }

  @Test
  void alertsOnMetricsThatAreThere() throws IOException {
    JsonNode groups = read("monitoring/alerts.yml", new ObjectMapper(new YAMLFactory()));
    List<JsonNode> rules = groups.at("/groups/0/rules").findParents("alert");

    assertTrue(rules.size() >= 10, rules::toString);
    for (JsonNode rule : rules) {
      requireKnown(rule.get("expr").textValue());
      assertFalse(rule.at("/labels/severity").asText().isEmpty(), rule::toString);
      assertFalse(rule.at("/annotations/summary").asText().isEmpty(), rule::toString);
      assertFalse(rule.at("/annotations/description").asText().isEmpty(), rule::toString);
    }
  }

  @Test
  void drawsMetricsThatAreThere() throws IOException {
    JsonNode dashboard = read("monitoring/grafana-dashboard.json", new ObjectMapper());
    List<String> expressions = dashboard.get("panels").findValuesAsText("expr");

    assertTrue(expressions.size() >= 15, expressions::toString);
    expressions.forEach(MonitoringFilesTest::requireKnown);
    requireKnown(dashboard.at("/templating/list/1/query").textValue());
  }

  @Test
  void selectsLabelsThatAreThere() throws IOException {
    String alerts = Files.readString(DOCS.resolve("monitoring/alerts.yml"));

    for (MatchResult label : LABEL.matcher(alerts).results().toList()) {
      if (label.group(1).equals("job")) {
        continue; // Prometheus adds it
      }
      for (String value : label.group(2).split("\\|")) {
        String pair = label.group(1) + "=\"" + value + "\"";
        assertTrue(isWord(pair) || scrapeMentions(pair), pair);
      }
    }
  }

  /** Conditions have no value while no table has them. */
  private static boolean isWord(String pair) {
    return Arrays.stream(ConditionKind.values())
        .anyMatch(kind -> pair.equals("condition=\"" + kind.wireName() + "\""));
  }

  private static boolean scrapeMentions(String pair) {
    return scrape.values().keySet().stream().anyMatch(series -> series.contains(pair));
  }

  @Test
  void listsExactlyTheProgramsOwnMetricsInTheManual() throws IOException {
    Set<String> listed =
        Files.readAllLines(DOCS.resolve("operations.md")).stream()
            .filter(line -> line.startsWith("| `detsguard_"))
            .map(line -> line.split("`")[1])
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> there =
        scrape.names().stream()
            .filter(name -> !name.matches("detsguard_(jvm|process|system)_.*"))
            .map(name -> name.replaceFirst("(duration_seconds)_.*", "$1"))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(there, listed);
  }

  @Test
  void namesNoMetricInTheManualThatIsNotThere() throws IOException {
    requireKnown(
        Files.readString(DOCS.resolve("operations.md"))
            .replace("`detsguard_`", "")
            .replaceAll("detsguard_backup_run_duration_seconds`", "")
            .replace("detsguard_jvm_gc_pause_seconds", "")); // there after the first collection
  }

  private static void requireKnown(String text) {
    Set<String> unknown =
        NAME.matcher(text)
            .results()
            .map(MatchResult::group)
            .filter(name -> !scrape.names().contains(name))
            .collect(Collectors.toCollection(TreeSet::new));
    assertEquals(Set.of(), unknown, text);
  }

  private static JsonNode read(String file, ObjectMapper mapper) throws IOException {
    return mapper.readTree(DOCS.resolve(file).toFile());
  }
}
