package io.detsguard.application.port.out;

import java.io.IOException;

/**
 * The dashboard's state in its wire form. Whoever owns the wire names implements it, so that a
 * state pushed over a socket and one fetched over HTTP are the same bytes. Safe for use by many
 * threads.
 */
@FunctionalInterface
public interface DashboardStateSource {
  /**
   * The present state as one JSON object, UTF-8; not to be changed by the caller.
   *
   * @throws IOException when the tables or the repository cannot be read
   */
  byte[] currentState() throws IOException;
}
