package io.detsguard.http.backup;

import io.detsguard.application.port.in.ListSnapshotsUseCase;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.table.TableName;
import io.detsguard.http.problem.BadRequestException;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Shows the catalogue. */
@Controller("/api/admin/backups")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SnapshotsController {
  private final ListSnapshotsUseCase snapshots;

  SnapshotsController(ListSnapshotsUseCase snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * All snapshots, newest first.
   *
   * @param table only those of this table; one that has none gives an empty list, since a table may
   *     have snapshots after it left the configuration and none before its first run
   */
  @Get
  SnapshotListView list(@QueryValue Optional<String> table) throws IOException {
    Optional<TableName> name = table.map(SnapshotsController::tableName);
    Catalog catalog = snapshots.list();
    List<Snapshot> chosen = name.map(catalog::of).orElseGet(catalog::snapshots);
    return SnapshotListView.from(chosen, catalog.notes());
  }

  private static TableName tableName(String text) {
    if (!TableName.isValid(text)) {
      throw new BadRequestException("The parameter table is not the name of a table.");
    }
    return new TableName(text);
  }
}
