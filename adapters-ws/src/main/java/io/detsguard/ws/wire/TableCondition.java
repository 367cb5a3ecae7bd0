package io.detsguard.ws.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.detsguard.domain.health.Condition;
import io.detsguard.domain.health.HealthReport;
import io.detsguard.domain.health.TableHealth;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * One thing that is wrong with one table.
 *
 * @param kind one word, such as {@code stale_backup}
 * @param message what it is, as a sentence
 * @param cure what makes it go away, as a sentence
 */
@Serdeable
@JsonInclude(JsonInclude.Include.ALWAYS)
public record TableCondition(String table, String kind, String message, String cure) {
  /** All conditions of a report, in its order. */
  static List<TableCondition> of(HealthReport report) {
    return report.tables().stream()
        .flatMap(table -> table.conditions().stream().map(condition -> from(table, condition)))
        .toList();
  }

  private static TableCondition from(TableHealth table, Condition condition) {
    return new TableCondition(
        table.table().value(), condition.kind().wireName(), condition.message(), condition.cure());
  }
}
