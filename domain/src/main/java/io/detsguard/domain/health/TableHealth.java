package io.detsguard.domain.health;

import io.detsguard.domain.table.TableName;
import java.util.List;

/**
 * The health of one table.
 *
 * @param facts what it was judged by
 * @param conditions what is wrong with it; empty when all is well
 */
public record TableHealth(TableFacts facts, List<Condition> conditions) {
  public TableHealth {
    conditions = List.copyOf(conditions);
  }

  public TableName table() {
    return facts.table();
  }

  public boolean has(ConditionKind kind) {
    return conditions.stream().anyMatch(condition -> condition.kind() == kind);
  }

  /** One word: {@code ok}, {@code warning}, or {@code unavailable}. */
  public String status() {
    if (facts.observation() instanceof TableObservation.Unavailable) {
      return "unavailable";
    }
    return conditions.isEmpty() ? "ok" : "warning";
  }
}
