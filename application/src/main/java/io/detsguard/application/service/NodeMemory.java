package io.detsguard.application.service;

import io.detsguard.domain.node.NodeLook;

/** The last look at the nodes. Asking for it waits for nobody. Safe for use by many threads. */
public final class NodeMemory {
  private volatile NodeLook latest = NodeLook.NONE;

  /** What was seen last; {@link NodeLook#NONE} before the first look. */
  public NodeLook latest() {
    return latest;
  }

  void remember(NodeLook look) {
    latest = look;
  }
}
