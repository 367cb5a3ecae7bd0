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

/** What the reference says of undoings. */
final class UndoReference {
  private UndoReference() {}

  /** Of the preview. */
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.CLASS)
  @ChangeOperation
  @Operation(
      operationId = "previewUndo",
      summary = "Show what an undoing would do",
      description =
          "Checks the file that a restore, a repair, a compaction or an undoing replaced last, and compares"
              + " the live table with it. Changes nothing. The answer carries a confirmation for POST"
              + " /api/admin/restore/undo, good once and for ten minutes.")
  @RequestBody(
      description = "Which table.",
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UndoPreviewRequest.class),
              examples = @ExampleObject(name = "UndoWish", ref = "#/components/examples/UndoWish")))
  @ApiResponse(
      responseCode = "200",
      description = "What would be put back.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UndoPlanView.class),
              examples = @ExampleObject(name = "UndoPlan", ref = "#/components/examples/UndoPlan")))
  @interface Preview {}

  /** Of the undoing itself. */
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.CLASS)
  @ChangeOperation
  @Operation(
      operationId = "undoReplacement",
      summary = "Undo a replacement as shown",
      description =
          "Gives the file of a preview its name again, in one step, and keeps the one that was there; or"
              + " takes that away, when there was none before. Refused with 409 when the confirmation is used"
              + " or has run out, when the live file is no longer the one that was shown, and while a process"
              + " has it open, unless its owner is made to close it, as the preview says. What the"
              + " owner cannot use is taken away again, which is answered with 409 as well.")
  @RequestBody(
      description = "The confirmation that came with the preview.",
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = ConfirmationRequest.class),
              examples =
                  @ExampleObject(
                      name = "UndoConfirmation",
                      ref = "#/components/examples/UndoConfirmation")))
  @ApiResponse(
      responseCode = "200",
      description = "Undone.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UndoneView.class),
              examples = @ExampleObject(name = "Undone", ref = "#/components/examples/Undone")))
  @ApiResponse(
      responseCode = "207",
      description = "Undone, but the owner cannot use it and the file before it is not back.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = UndoneView.class),
              examples =
                  @ExampleObject(
                      name = "UndoneInDoubt",
                      ref = "#/components/examples/UndoneInDoubt")))
  @interface Change {}
}
