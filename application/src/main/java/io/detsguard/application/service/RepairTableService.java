package io.detsguard.application.service;

import io.detsguard.application.port.in.RepairTableUseCase;
import io.detsguard.application.port.out.ProgressListener;
import io.detsguard.application.port.out.SnapshotRepository;
import io.detsguard.application.port.out.TableSalvager;
import io.detsguard.application.port.out.TableSalvager.Candidates;
import io.detsguard.domain.repair.RepairOutcome;
import java.io.IOException;

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
            new RememberedShapes(repository).of(request.source()),
            request.insertsCandidates() ? Candidates.INSERTED : Candidates.ASIDE);
    return salvager.salvage(order, progress);
  }
}
