package io.detsguard.http.backup;

import io.detsguard.application.port.in.ListSnapshotsUseCase;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.table.TableName;
import io.detsguard.http.problem.BadRequestException;
import io.detsguard.http.reference.AdminOperation;
import io.detsguard.http.reference.ApiReference;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Shows the catalogue. */
@Tag(name = ApiReference.BACKUPS)
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
  @AdminOperation
  @Operation(
      operationId = "listSnapshots",
      summary = "List snapshots",
      description = "All snapshots of the repository, or those of one table, newest first.")
  @ApiResponse(
      responseCode = "200",
      description = "The snapshots.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = SnapshotListView.class),
              examples =
                  @ExampleObject(name = "Snapshots", ref = "#/components/examples/Snapshots")))
  @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
  SnapshotListView list(
      @QueryValue @Schema(type = "string", example = "task_queue") Optional<String> table)
      throws IOException {
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
