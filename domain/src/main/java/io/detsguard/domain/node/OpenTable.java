package io.detsguard.domain.node;

import io.detsguard.domain.table.TableLocation;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A table that a node has open.
 *
 * @param node which node
 * @param name under which it is open there, as Erlang text: any term can be a table's name. For
 *     people, not for calls; at most {@value #MAX_NAME_LENGTH} characters, shortened by who asked
 * @param file its file as the machine of this service sees it, absolute and with symbolic links
 *     resolved when there is such a file here; else as the node names it
 * @param process who keeps it
 * @param options how it was opened
 * @param mode its state
 * @param unwrittenBytes updates that the process holds and has not written to the file, not even
 *     unsaved; empty when not known
 * @param fixed who holds it fixed; empty when nobody does
 */
public record OpenTable(
    NodeName node,
    String name,
    TableLocation file,
    TableProcess process,
    TableOptions options,
    TableMode mode,
    OptionalLong unwrittenBytes,
    Optional<Fixation> fixed) {
  /** Characters of the longest name that is shown. */
  public static final int MAX_NAME_LENGTH = 200;

  public OpenTable {
    if (name.isEmpty() || name.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException("a name has 1 to 200 characters, not " + name.length());
    }
  }
}
