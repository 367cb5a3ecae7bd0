package io.detsguard.domain.health;

import io.detsguard.domain.table.TableFigures;
import java.time.Instant;
import java.util.Optional;

/** What one look at a live table's file showed. */
public sealed interface TableObservation {

  /**
   * A table that can be read.
   *
   * @param figures what its header and free lists say
   * @param modifiedAt when the file was last written
   * @param notClosedSince for a table that is not properly closed, the earliest moment at which
   *     this is known of it; it may have been so for longer
   */
  record Readable(TableFigures figures, Instant modifiedAt, Optional<Instant> notClosedSince)
      implements TableObservation {}

  /**
   * A table whose file is missing, cannot be read, or is no sound table by its header.
   *
   * @param reason a clause for the operator, without paths of the host
   */
  record Unavailable(String reason) implements TableObservation {}
}
