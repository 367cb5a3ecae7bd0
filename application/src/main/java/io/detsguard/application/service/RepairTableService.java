package io.detsguard.application.service;

import io.detsguard.application.port.in.RepairTableUseCase;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.port.out.TableSalvager;
import io.detsguard.domain.backup.Manifest;
import io.detsguard.domain.repair.RepairOutcome;
import io.detsguard.domain.repair.TableShape;
import io.detsguard.domain.table.TableFigures;
import io.detsguard.domain.table.TableLocation;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Repairs tables; what a header no longer tells is asked of the newest snapshot of the file. */
public record RepairTableService(TableSalvager salvager, SnapshotRepository repository)
    implements RepairTableUseCase {

  @Override
  public RepairOutcome repair(Request request, ProgressListener progress)
      throws IOException, InterruptedException {
    TableSalvager.Order order =
        new TableSalvager.Order(
            request.source(),
            request.target(),
            !request.dryRun(),
            request.type(),
            request.keyPosition(),
            remembered(request.source()),
            request.insertsCandidates());
    return salvager.salvage(order, progress);
  }

  /** What the newest snapshot of that file says of its shape. */
  private Optional<TableShape> remembered(TableLocation source) {
    try {
      return repository.catalog().snapshots().stream()
          .map(snapshot -> snapshot.manifest())
          .filter(manifest -> manifest.provenance().source().equals(source))
          .findFirst()
          .map(Manifest::figures)
          .map(RepairTableService::shape);
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
    return System.getLogger(RepairTableService.class.getName());
  }
}
