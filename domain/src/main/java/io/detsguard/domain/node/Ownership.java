package io.detsguard.domain.node;

import java.time.Instant;
import java.util.List;

/** Who has a table's file open, as far as the configured nodes say. */
public sealed interface Ownership {
  /** The answer when no node is configured, or not every node could say all it has open. */
  Ownership UNKNOWN = new Unknown();

  /** Not known. */
  record Unknown() implements Ownership {}

  /**
   * Every configured node was asked, and none has it open.
   *
   * @param at when the first of them was asked
   */
  record Nobody(Instant at) implements Ownership {}

  /**
   * It is open.
   *
   * @param tables each opening, in the order of the nodes; more than one when nodes share the file,
   *     or a node has it open under two names
   */
  record Open(List<OpenTable> tables) implements Ownership {
    public Open {
      tables = List.copyOf(tables);
      if (tables.isEmpty()) {
        throw new IllegalArgumentException("a table that is open is open somewhere");
      }
    }
  }

  /** Each opening that is known of; none when nobody has it open, or that is not known. */
  default List<OpenTable> openings() {
    return switch (this) {
      case Open(List<OpenTable> tables) -> tables;
      case Nobody _, Unknown _ -> List.of();
    };
  }
}
