package io.detsguard.domain.health;

import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.backup.SourceStamp;
import io.detsguard.domain.drill.TableDrills;
import io.detsguard.domain.node.Ownership;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * All that health is judged by, for one table.
 *
 * @param table which table
 * @param observation what its live file shows
 * @param newestProven its newest proven snapshot, if it has one
 * @param newestSalvaged its newest snapshot, if that is a salvaged one
 * @param drills what is remembered of its restore drills, if there was one
 * @param ownership who has it open, as far as nodes say
 */
public record TableFacts(
    TableName table,
    TableObservation observation,
    Optional<Snapshot> newestProven,
    Optional<Snapshot> newestSalvaged,
    Optional<TableDrills> drills,
    Ownership ownership) {

  /** A table whose snapshots are all proven, and that was never drilled; nobody asks nodes. */
  public TableFacts(
      TableName table, TableObservation observation, Optional<Snapshot> newestProven) {
    this(table, observation, newestProven, Optional.empty(), Optional.empty());
  }

  /** A table of which no node was asked. */
  public TableFacts(
      TableName table,
      TableObservation observation,
      Optional<Snapshot> newestProven,
      Optional<Snapshot> newestSalvaged,
      Optional<TableDrills> drills) {
    this(table, observation, newestProven, newestSalvaged, drills, Ownership.UNKNOWN);
  }

  /** The same table, of which nodes were asked. */
  public TableFacts with(Ownership known) {
    return new TableFacts(table, observation, newestProven, newestSalvaged, drills, known);
  }

  /**
   * Its figures; none when it is unavailable. A look at a live file does not read its collections,
   * so their size is only known from a snapshot of the very same state of the file.
   */
  public Optional<TableFigures> figures() {
    return switch (observation) {
      case TableObservation.Readable look -> Optional.of(figures(look));
      case TableObservation.Unavailable _ -> Optional.empty();
    };
  }

  private TableFigures figures(TableObservation.Readable look) {
    if (look.figures().liveBytes().isPresent()) {
      return look.figures();
    }
    return newestProven
        .map(Snapshot::manifest)
        .filter(manifest -> isSameState(look, manifest.provenance().stamp()))
        .map(manifest -> manifest.figures().liveBytes())
        .filter(OptionalLong::isPresent)
        .map(bytes -> look.figures().withLiveBytes(bytes.getAsLong()))
        .orElse(look.figures());
  }

  private static boolean isSameState(TableObservation.Readable look, SourceStamp stamp) {
    return look.figures().properlyClosed()
        && look.figures().fileBytes() == stamp.bytes()
        && ChronoUnit.NANOS.between(Instant.EPOCH, look.modifiedAt()) == stamp.modifiedNanos();
  }
}
