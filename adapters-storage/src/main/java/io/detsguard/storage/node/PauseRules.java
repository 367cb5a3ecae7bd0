package io.detsguard.storage.node;

import io.detsguard.domain.table.TableName;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * Which tables may be held, and for how long.
 *
 * @param limit the longest that a table may be held at a time; zero for never
 * @param tables only these; empty for all
 */
public record PauseRules(Duration limit, Set<TableName> tables) {
  public PauseRules {
    tables = Set.copyOf(tables);
  }

  /**
   * Why a table must not be held, as a sentence; empty when it may be.
   *
   * @param bytes of its file
   */
  Optional<String> refusal(TableName table, long bytes) {
    if (limit.isZero()) {
      return Optional.of("It may not be held (pause-limit is 0).");
    }
    if (!tables.isEmpty() && !tables.contains(table)) {
      return Optional.of("It is not among the tables that may be held.");
    }
    Duration expected = CopyPace.of(bytes);
    return expected.compareTo(limit) < 0
        ? Optional.empty()
        : Optional.of(
            "It is too big to be held: copying may take %d ms, and the limit is %d ms."
                .formatted(expected.toMillis(), limit.toMillis()));
  }
}
