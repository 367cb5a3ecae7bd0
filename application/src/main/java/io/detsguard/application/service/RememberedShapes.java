package io.detsguard.application.service;

import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.repair.TableShape;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** What older snapshots tell of tables whose headers tell nothing any more. */
record RememberedShapes(SnapshotRepository repository) {
  /** What the newest snapshot of that file says of its shape. */
  Optional<TableShape> of(TableLocation source) {
    try {
      return repository.catalog().snapshots().stream()
          .map(Snapshot::manifest)
          .filter(manifest -> manifest.provenance().source().equals(source))
          .findFirst()
          .map(Manifest::figures)
          .map(RememberedShapes::shape);
    } catch (IOException e) {
      // A repository that cannot be read must not stand in the way of a repair.
      log().log(Level.WARNING, "older snapshots could not be asked for type and key position", e);
      return Optional.empty();
    }
  }

  private static TableShape shape(TableFigures figures) {
    return new TableShape(figures.type(), figures.keyPosition());
  }

  /** Fetched when there is something to say: most commands never bring up a log. */
  private static Logger log() {
    return System.getLogger(RememberedShapes.class.getName());
  }
}
