package io.detsguard.http.health;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.NodeCondition;
import io.detsguard.domain.node.NodeName;
import io.detsguard.domain.node.NodeReport;
import io.detsguard.domain.node.OpenTable;
import io.detsguard.domain.node.SilentTable;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;

/**
 * What the last look at an Erlang node gave.
 *
 * @param node its name
 * @param status {@code attached} or {@code unreachable}
 * @param checkedAt when it was looked at, milliseconds since the epoch
 * @param release its release of OTP; null when it was not reached
 * @param reason why it was not reached; null when it was
 * @param openTables how many tables it has open; null when it was not reached
 * @param silentTables those of which it did not say which file they have, as Erlang text
 * @param unprotectedTables those that are in no catalogue, as Erlang text
 * @param conditions what is wrong with it; empty when all is well
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
public record NodeView(
    String node,
    @Schema(
            type = "string",
            requiredMode = REQUIRED,
            allowableValues = {"attached", "unreachable"})
        String status,
    long checkedAt,
    Optional<String> release,
    Optional<String> reason,
    Optional<Integer> openTables,
    List<String> silentTables,
    List<String> unprotectedTables,
    List<ConditionView> conditions) {

  static List<NodeView> all(HealthReport report) {
    return report.look().reports().stream().map(node -> from(node, report)).toList();
  }

  private static NodeView from(NodeReport node, HealthReport report) {
    return switch (node) {
      case NodeReport.Attached attached ->
          new NodeView(
              node.node().value(),
              "attached",
              node.at().toEpochMilli(),
              Optional.of(attached.release()),
              Optional.empty(),
              Optional.of(attached.tables().size() + attached.silent().size()),
              attached.silent().stream().map(SilentTable::name).toList(),
              unprotected(node.node(), report),
              conditions(node.node(), report));
      case NodeReport.Unreachable unreachable ->
          new NodeView(
              node.node().value(),
              "unreachable",
              node.at().toEpochMilli(),
              Optional.empty(),
              Optional.of(unreachable.reason()),
              Optional.empty(),
              List.of(),
              List.of(),
              conditions(node.node(), report));
    };
  }

  private static List<String> unprotected(NodeName node, HealthReport report) {
    return report.look().unprotected().stream()
        .filter(table -> table.node().equals(node))
        .map(OpenTable::name)
        .toList();
  }

  private static List<ConditionView> conditions(NodeName node, HealthReport report) {
    return report.nodeConditions().stream()
        .filter(condition -> condition.node().equals(node))
        .map(ConditionView::from)
        .toList();
  }

  /**
   * One thing that is wrong.
   *
   * @param kind what sort of thing, as a word for programs
   * @param message what it is, as a sentence
   * @param cure what makes it go away, as a sentence
   */
  @Serdeable.Serializable
  public record ConditionView(
      @Schema(
              type = "string",
              requiredMode = REQUIRED,
              allowableValues = {"node_unreachable", "unprotected_tables", "silent_tables"})
          String kind,
      String message,
      String cure) {
    private static ConditionView from(NodeCondition condition) {
      return new ConditionView(condition.kind().wireName(), condition.message(), condition.cure());
    }
  }
}
