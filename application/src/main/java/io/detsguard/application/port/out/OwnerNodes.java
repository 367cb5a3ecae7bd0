package io.detsguard.application.port.out;

import io.detsguard.domain.node.NodeReport;
import java.util.List;

/**
 * The Erlang nodes that this service may ask, for what they know of the tables they have open. Only
 * asks what flushes nothing, and changes nothing in a node. Safe for use by many threads.
 */
public interface OwnerNodes {
  /** No node is configured: nothing is known, and nobody is asked. */
  OwnerNodes NONE = List::of;

  /**
   * Asks every node, all at the same time. Takes as long as the slowest answer and at most as long
   * as the time-outs, so whoever answers a request must not call this.
   *
   * @return one report for each configured node, in the order of the configuration; a node that
   *     cannot be asked is a report too, never an exception
   * @throws InterruptedException when the thread was interrupted while it waited
   */
  List<NodeReport> look() throws InterruptedException;
}
