package io.detsguard.domain.node;

import java.time.Instant;

/**
 * Processes hold a table fixed ({@code dets:safe_fixtable/2}, or a traversal that fixes it): no
 * space of deleted records is given back meanwhile.
 *
 * @param since when the first of them did, by the node's clock
 * @param processes how many do
 */
public record Fixation(Instant since, int processes) {
  public Fixation {
    if (processes < 1) {
      throw new IllegalArgumentException("a fixed table is fixed by someone: " + processes);
    }
  }
}
