package io.detsguard.domain.node;

import java.time.Instant;
import java.util.List;

/** What one look at one node gave. */
public sealed interface NodeReport {
  /** Which node. */
  NodeName node();

  /** When the look ended, by the clock of this service. */
  Instant at();

  /** Whether every file that the node has open is in this report. */
  boolean saysAll();

  /**
   * The node answered.
   *
   * @param release its release of OTP, such as {@code 27}
   * @param tables those that are open there, in the order of their names
   * @param silent those of which no more is known than that they are open, in the same order
   */
  record Attached(
      NodeName node, Instant at, String release, List<OpenTable> tables, List<SilentTable> silent)
      implements NodeReport {
    public Attached {
      tables = List.copyOf(tables);
      silent = List.copyOf(silent);
    }

    @Override
    public boolean saysAll() {
      return silent.isEmpty();
    }
  }

  /**
   * The node could not be asked.
   *
   * @param reason why, as a clause for the operator: what was tried and what to look at; holds no
   *     cookie and no path of the host
   */
  record Unreachable(NodeName node, Instant at, String reason) implements NodeReport {
    @Override
    public boolean saysAll() {
      return false;
    }
  }
}
