package io.detsguard.domain.health;

import io.detsguard.domain.node.NodeName;
import java.util.Locale;

/**
 * One thing that is wrong with a node, or with what it has open beside the catalogue.
 *
 * @param node which node
 * @param kind what sort of thing
 * @param message what it is, as a sentence that does not name the node
 * @param cure what makes it go away, as a sentence
 */
public record NodeCondition(NodeName node, Kind kind, String message, String cure) {
  /** The sorts of things. */
  public enum Kind {
    /** The node could not be asked. */
    NODE_UNREACHABLE,
    /** It has tables open that are in no catalogue. */
    UNPROTECTED_TABLES,
    /** It has tables open whose processes did not answer. */
    SILENT_TABLES;

    /** The name used in JSON. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
