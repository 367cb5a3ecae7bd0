package io.detsguard.ws.wire;

import io.detsguard.domain.health.HealthReport;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;

/**
 * One thing that is wrong with a node.
 *
 * @param node its name
 * @param kind what sort of thing, as a word for programs
 * @param message what it is, as a sentence
 * @param cure what makes it go away, as a sentence
 */
@Serdeable(naming = SnakeCaseStrategy.class)
public record NodeTrouble(String node, String kind, String message, String cure) {
  static List<NodeTrouble> of(HealthReport report) {
    return report.nodeConditions().stream()
        .map(
            condition ->
                new NodeTrouble(
                    condition.node().value(),
                    condition.kind().wireName(),
                    condition.message(),
                    condition.cure()))
        .toList();
  }
}
