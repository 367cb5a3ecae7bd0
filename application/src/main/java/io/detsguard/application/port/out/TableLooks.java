package io.detsguard.application.port.out;

import io.detsguard.domain.health.TableObservation;

/**
 * Looks at many tables in one go. Safe for use by many threads, all of which have ended before it
 * is closed.
 */
@FunctionalInterface
public interface TableLooks extends AutoCloseable {
  /** The same as {@link LiveTables#observe}. */
  TableObservation observe(LiveTable table);

  @Override
  default void close() {}
}
