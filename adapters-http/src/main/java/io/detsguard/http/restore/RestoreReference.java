package io.detsguard.http.restore;

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

/** What the reference says of restores. */
final class RestoreReference {
  private RestoreReference() {}

  /** Of the preview. */
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.CLASS)
  @ChangeOperation
  @Operation(
      operationId = "previewRestore",
      summary = "Show what a restore would change",
      description =
          "Verifies the snapshot to the last record, compares it with the live table key by key, and"
              + " looks whether a process has the table open. Changes nothing. The answer carries a"
              + " confirmation for POST /api/admin/restore, good once and for ten minutes.")
  @RequestBody(
      description = "Which table, and from which snapshot.",
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PreviewRequest.class),
              examples =
                  @ExampleObject(name = "RestoreWish", ref = "#/components/examples/RestoreWish")))
  @ApiResponse(
      responseCode = "200",
      description = "What would change.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RestorePlanView.class),
              examples =
                  @ExampleObject(name = "RestorePlan", ref = "#/components/examples/RestorePlan")))
  @interface Preview {}

  /** Of the restore itself. */
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.CLASS)
  @ChangeOperation
  @Operation(
      operationId = "restoreTable",
      summary = "Restore a table as shown",
      description =
          "Puts the snapshot of a preview in the table's place and keeps the old file beside it."
              + " Refused with 409 when the confirmation is used or has run out, when the live file"
              + " is no longer the one that was shown, and while a process has it open.")
  @RequestBody(
      description = "The confirmation that came with the preview.",
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ConfirmationRequest.class),
              examples =
                  @ExampleObject(
                      name = "RestoreConfirmation",
                      ref = "#/components/examples/RestoreConfirmation")))
  @ApiResponse(
      responseCode = "200",
      description = "Restored, and every record was read back in its final place.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RestoredView.class),
              examples = @ExampleObject(name = "Restored", ref = "#/components/examples/Restored")))
  @ApiResponse(
      responseCode = "207",
      description = "Restored, but the check in its final place found something.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RestoredView.class),
              examples =
                  @ExampleObject(
                      name = "RestoredInDoubt",
                      ref = "#/components/examples/RestoredInDoubt")))
  @interface Restore {}
}
