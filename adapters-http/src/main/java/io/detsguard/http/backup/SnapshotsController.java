package io.detsguard.http.backup;

import io.detsguard.application.port.in.ListSnapshotsUseCase;
import io.detsguard.domain.backup.Catalog;
import io.detsguard.domain.backup.Snapshot;
import io.detsguard.domain.table.TableName;
import io.detsguard.http.body.TableParameter;
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
import java.util.regex.Pattern;

/** Shows the catalogue. */
@Tag(name = ApiReference.BACKUPS)
@Controller("/api/admin/backups")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SnapshotsController {
  private static final Pattern LIMIT = Pattern.compile("[1-9][0-9]{0,8}");

  private final ListSnapshotsUseCase snapshots;

  SnapshotsController(ListSnapshotsUseCase snapshots) {
    this.snapshots = snapshots;
  }

  /**
   * All snapshots, newest first.
   *
   * @param table only those of this table; one that has none gives an empty list, since a table may
   *     have snapshots after it left the configuration and none before its first run
   * @param limit no more than this many
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
      @QueryValue @Schema(type = "string", example = "task_queue") Optional<String> table,
      @QueryValue @Schema(type = "integer", minimum = "1", example = "20") Optional<String> limit)
      throws IOException {
    Optional<TableName> name = table.map(TableParameter::read);
    Catalog catalog = snapshots.list();
    List<Snapshot> chosen = name.map(catalog::of).orElseGet(catalog::snapshots);
    int most = limit.map(SnapshotsController::limit).orElse(Integer.MAX_VALUE);
    return SnapshotListView.from(chosen.stream().limit(most).toList(), catalog.notes());
  }

  /** As text, because a number that is none would count as left out. */
  private static int limit(String text) {
    if (!LIMIT.matcher(text).matches()) {
      throw new BadRequestException("The parameter limit is a number from 1.");
    }
    return Integer.parseInt(text);
  }
}
