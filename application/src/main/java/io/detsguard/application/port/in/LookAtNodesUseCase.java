package io.detsguard.application.port.in;

import io.detsguard.domain.node.NodeLook;
import java.io.IOException;

/**
 * Asks the configured nodes what they have open, for all who want to know later without asking. One
 * look at a time.
 */
public interface LookAtNodesUseCase {
  /**
   * Looks once, and remembers what was seen in place of what was seen before. Takes as long as the
   * slowest node may take to answer.
   *
   * @return what was seen
   * @throws IOException when the catalogue of tables cannot be read; the look before is remembered
   *     then
   * @throws InterruptedException when the thread was interrupted; the same
   */
  NodeLook look() throws IOException, InterruptedException;
}
