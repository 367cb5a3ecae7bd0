package io.detsguard.http.compact;

import io.detsguard.http.change.ChangeOperation;
import io.detsguard.http.change.ConfirmationRequest;
import io.micronaut.http.MediaType;
import io.swagger.v3.oas.annotations.Operation;
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

/** What the reference says of compactions. */
final class CompactionReference {
  private CompactionReference() {}

  /** Of the preview. */
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.CLASS)
  @ChangeOperation
  @Operation(
      operationId = "previewCompaction",
      summary = "Show what a compaction would win",
      description =
          "Checks the table to its last record and says to the byte what a compaction would win. Changes"
              + " nothing. The answer carries a confirmation for POST /api/admin/compact, good once and for ten"
              + " minutes.")
  @RequestBody(
      description = "Which table.",
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CompactionPreviewRequest.class),
              examples =
                  @ExampleObject(
                      name = "CompactionWish",
                      ref = "#/components/examples/CompactionWish")))
  @ApiResponse(
      responseCode = "200",
      description = "What would be won.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CompactionPlanView.class),
              examples =
                  @ExampleObject(
                      name = "CompactionPlan",
                      ref = "#/components/examples/CompactionPlan")))
  @interface Preview {}

  /** Of the compaction itself. */
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.CLASS)
  @ChangeOperation
  @Operation(
      operationId = "compactTable",
      summary = "Compact a table as shown",
      description =
          "Writes the table anew without its free space, checks that it holds the same records, puts it in"
              + " place and keeps the old file. Refused with 409 when there is nothing to win, when the"
              + " confirmation is used or has run out, when the live file is no longer the one that was shown,"
              + " and while a process has it open, unless its owner is made to close it, as the preview says."
              + " What the owner cannot use is taken away again, which is answered with 409 as well.")
  @RequestBody(
      description = "The confirmation that came with the preview.",
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ConfirmationRequest.class),
              examples =
                  @ExampleObject(
                      name = "CompactionConfirmation",
                      ref = "#/components/examples/CompactionConfirmation")))
  @ApiResponse(
      responseCode = "200",
      description = "Compacted.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CompactedView.class),
              examples =
                  @ExampleObject(name = "Compacted", ref = "#/components/examples/Compacted")))
  @ApiResponse(
      responseCode = "207",
      description = "Compacted, but the owner cannot use it and the old file is not back.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = CompactedView.class),
              examples =
                  @ExampleObject(
                      name = "CompactedInDoubt",
                      ref = "#/components/examples/CompactedInDoubt")))
  @interface Change {}
}
