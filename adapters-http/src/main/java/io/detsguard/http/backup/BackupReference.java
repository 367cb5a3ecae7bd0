package io.detsguard.http.backup;

import io.detsguard.http.problem.Problem;
import io.detsguard.http.reference.AdminOperation;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the API's reference says of {@link BackupController}, kept out of the way of its code. */
final class BackupReference {
  private BackupReference() {}

  /** Of starting a run. */
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.CLASS)
  @AdminOperation
  @Operation(
      operationId = "backUpTables",
      summary = "Back up tables",
      description =
          "Runs a backup and answers when it is over, however long that takes, or at once with"
              + " wait=false. A request that arrives during a run is served by the next one, which"
              + " all waiting requests share. Hanging up does not end a run.")
  @RequestBody(
      description = "Which tables; no body means all. What is not understood is refused.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = BackupRequest.class),
              examples =
                  @ExampleObject(name = "TwoTables", ref = "#/components/examples/TwoTables")))
  @ApiResponse(
      responseCode = "200",
      description = "Every table has a new, proven snapshot.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RunView.class),
              examples =
                  @ExampleObject(name = "CompleteRun", ref = "#/components/examples/CompleteRun")))
  @ApiResponse(
      responseCode = "202",
      description = "Asked for, and not waited for.",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "Where to follow the run.",
              required = true,
              schema = @Schema(type = "string")),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = AcceptedRunView.class),
              examples =
                  @ExampleObject(name = "AcceptedRun", ref = "#/components/examples/AcceptedRun")))
  @ApiResponse(
      responseCode = "207",
      description = "Some tables have a new snapshot, some have not.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RunView.class),
              examples =
                  @ExampleObject(name = "PartialRun", ref = "#/components/examples/PartialRun")))
  @ApiResponse(
      responseCode = "500",
      description =
          "As application/json: no table has a new snapshot, and the results say why. As a problem:"
              + " the service failed.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = RunView.class),
            examples = @ExampleObject(name = "FailedRun", ref = "#/components/examples/FailedRun")),
        @Content(mediaType = Problem.MEDIA_TYPE, schema = @Schema(implementation = Problem.class))
      })
  @ApiResponse(responseCode = "400", ref = "#/components/responses/BadRequest")
  @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
  @ApiResponse(responseCode = "408", ref = "#/components/responses/RequestTimeout")
  @ApiResponse(responseCode = "413", ref = "#/components/responses/TooLarge")
  @ApiResponse(responseCode = "415", ref = "#/components/responses/UnsupportedMediaType")
  @ApiResponse(responseCode = "503", ref = "#/components/responses/ShuttingDown")
  @interface BackUpTables {}

  /** Of listing runs. */
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.CLASS)
  @AdminOperation
  @Operation(
      operationId = "listRuns",
      summary = "List runs",
      description =
          "The run at work and the latest finished ones, newest first. Finished runs are known"
              + " after a restart, too.")
  @ApiResponse(
      responseCode = "200",
      description = "The runs there are.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RunListView.class),
              examples = @ExampleObject(name = "Runs", ref = "#/components/examples/Runs")))
  @interface ListRuns {}

  /** Of following one run. */
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.CLASS)
  @AdminOperation
  @Operation(
      operationId = "showRun",
      summary = "Follow a run",
      description =
          "How far a run is; once it is over, what it came to, always with status 200: the property"
              + " status tells how it went.")
  @ApiResponse(
      responseCode = "200",
      description = "The run.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RunStateView.class),
              examples = {
                @ExampleObject(name = "RunAtWork", ref = "#/components/examples/RunAtWork"),
                @ExampleObject(name = "CompleteRun", ref = "#/components/examples/CompleteRun"),
                @ExampleObject(name = "PartialRun", ref = "#/components/examples/PartialRun"),
                @ExampleObject(name = "FailedRun", ref = "#/components/examples/FailedRun")
              }))
  @ApiResponse(responseCode = "404", ref = "#/components/responses/NotFound")
  @interface ShowRun {}
}
