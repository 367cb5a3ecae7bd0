package io.detsguard.domain.drill;

import java.util.Optional;

/**
 * What is remembered of a table's drills.
 *
 * @param latest the last one, however it ended
 * @param lastSuccess the last one in which the table was restored
 */
public record TableDrills(Drill latest, Optional<Drill> lastSuccess) {
  /** The memory of a table's first drill. */
  public static TableDrills first(Drill drill) {
    return new TableDrills(drill, Optional.of(drill).filter(Drill::succeeded));
  }

  /** The memory after one more drill. */
  public TableDrills then(Drill drill) {
    return new TableDrills(drill, drill.succeeded() ? Optional.of(drill) : lastSuccess);
  }
}
