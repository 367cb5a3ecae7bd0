package io.detsguard.storage.node;

import io.detsguard.storage.distribution.NodeConnection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the owners of tables may be made to help.
 *
 * @param nodes connections to the nodes that may own them; closed by who made them
 * @param patience how long a node may take to answer
 * @param pause which tables may be held, and for how long
 * @param command what makes an application save that cannot be attached to
 */
public record OwnerHelp(
    List<NodeConnection> nodes,
    Duration patience,
    PauseRules pause,
    Optional<OperatorCommand> command) {
  public OwnerHelp {
    nodes = List.copyOf(nodes);
  }

  /** Whether there is any help to be had. */
  public boolean isNone() {
    return nodes.isEmpty() && command.isEmpty();
  }
}
