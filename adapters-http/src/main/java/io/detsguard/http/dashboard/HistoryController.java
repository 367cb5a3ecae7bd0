package io.detsguard.http.dashboard;

import io.detsguard.application.port.in.FigureHistoryUseCase;
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
import java.util.Optional;

/** Shows how the figures of the tables changed over time. */
@Tag(name = ApiReference.HEALTH)
@Controller("/api/dashboard/history")
@ExecuteOn(TaskExecutors.BLOCKING)
final class HistoryController {
  private static final int FEWEST_POINTS = 2;
  private static final int MOST_POINTS = 5000;

  private final FigureHistoryUseCase history;

  HistoryController(FigureHistoryUseCase history) {
    this.history = history;
  }

  /**
   * The history of one table, or of all.
   *
   * @param table only of this one; one that was never seen gives an empty list
   * @param points how many points a table gets at most, 2 to 5000; where there are more, some of
   *     them are chosen evenly, the first and the last included
   */
  @Get
  @AdminOperation
  @Operation(
      operationId = "showHistory",
      summary = "Show figures over time",
      description =
          "The recorded figures of each table, or of one, in columns of equal length, oldest"
              + " first.")
  @ApiResponse(
      responseCode = "200",
      description = "The history.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = HistoryView.class),
              examples = @ExampleObject(name = "History", ref = "#/components/examples/History")))
  @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
  HistoryView history(
      @QueryValue @Schema(type = "string", example = "task_queue") Optional<String> table,
      @QueryValue(defaultValue = "500") @Schema(minimum = "2", maximum = "5000") int points)
      throws IOException {
    if (points < FEWEST_POINTS || points > MOST_POINTS) {
      throw new BadRequestException("The parameter points is a number from 2 to 5000.");
    }
    if (table.isEmpty()) {
      return HistoryView.of(history.all(), points);
    }
    TableName name = TableParameter.read(table.get());
    return HistoryView.of(name, history.of(name), points);
  }
}
