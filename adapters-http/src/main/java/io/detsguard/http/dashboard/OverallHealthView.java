package io.detsguard.http.dashboard;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.TableHealth;
import io.detsguard.domain.table.TableName;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Everything in one word and a few sentences.
 *
 * @param status {@code ok}; {@code warning} when a table or a node needs attention; {@code
 *     critical} only when a table's owner answers with errors only, or when it is not known how the
 *     tables are
 * @param conditions one sentence or two for each thing that is wrong: which tables or node, what,
 *     and what clears it
 */
@Serdeable.Serializable
public record OverallHealthView(
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"ok", "warning", "critical"})
        String status,
    List<String> conditions) {
  /** Of more tables with the same condition only these many are named. */
  private static final int NAMED_TABLES = 3;

  /** Of more different conditions only these many are spelt out. */
  private static final int SPELT_OUT = 20;

  private static final OverallHealthView UNREADABLE =
      new OverallHealthView(
          "critical",
          List.of(
              "The health of the tables could not be read. The log of the service says why; it"
                  + " clears as soon as the repository can be read again."));

  static OverallHealthView from(Optional<HealthReport> report) {
    return report.map(OverallHealthView::from).orElse(UNREADABLE);
  }

  private static OverallHealthView from(HealthReport report) {
    List<String> sentences = sentences(tablesByCondition(report));
    report.nodeConditions().stream()
        .map(condition -> condition.node() + ": " + condition.message() + " " + condition.cure())
        .forEach(sentences::add);
    if (report.ownerError()) {
      return new OverallHealthView("critical", sentences);
    }
    return new OverallHealthView(sentences.isEmpty() ? "ok" : "warning", sentences);
  }

  private static Map<String, List<TableName>> tablesByCondition(HealthReport report) {
    Map<String, List<TableName>> tables = new LinkedHashMap<>();
    for (TableHealth table : report.tables()) {
      table.conditions().stream()
          .map(condition -> condition.message() + " " + condition.cure())
          .forEach(
              text -> tables.computeIfAbsent(text, key -> new ArrayList<>()).add(table.table()));
    }
    return tables;
  }

  private static List<String> sentences(Map<String, List<TableName>> tablesByCondition) {
    List<String> sentences = new ArrayList<>();
    tablesByCondition.entrySet().stream()
        .limit(SPELT_OUT)
        .map(entry -> names(entry.getValue()) + ": " + entry.getKey())
        .forEach(sentences::add);
    int more = tablesByCondition.size() - SPELT_OUT;
    if (more > 0) {
      sentences.add("There are " + more + " more conditions; the tables list them.");
    }
    return sentences;
  }

  private static String names(List<TableName> tables) {
    String named =
        tables.stream().limit(NAMED_TABLES).map(TableName::value).collect(Collectors.joining(", "));
    int more = tables.size() - NAMED_TABLES;
    return more > 0 ? named + " and " + more + " more" : named;
  }
}
