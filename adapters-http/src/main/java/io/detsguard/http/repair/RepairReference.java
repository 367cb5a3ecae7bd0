package io.detsguard.http.repair;

import io.detsguard.http.change.ChangeOperation;
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

/** What the reference says of repairs. */
final class RepairReference {
  private RepairReference() {}

  /** Of the preview. */
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.CLASS)
  @ChangeOperation
  @Operation(
      operationId = "previewRepair",
      summary = "Show what a repair would save",
      description =
          "Reads the damaged table to its end and says which records a repair would save, and what would be"
              + " lost or is in doubt. Changes nothing. The answer carries a confirmation for POST"
              + " /api/admin/repair, good once and for ten minutes.")
  @RequestBody(
      description = "Which table.",
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RepairPreviewRequest.class),
              examples =
                  @ExampleObject(name = "RepairWish", ref = "#/components/examples/RepairWish")))
  @ApiResponse(
      responseCode = "200",
      description = "What would be saved.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RepairPlanView.class),
              examples =
                  @ExampleObject(name = "RepairPlan", ref = "#/components/examples/RepairPlan")))
  @interface Preview {}

  /** Of the repair itself. */
  @Documented
  @Target(ElementType.METHOD)
  @Retention(RetentionPolicy.CLASS)
  @ChangeOperation
  @Operation(
      operationId = "repairTable",
      summary = "Repair a table as shown",
      description =
          "Writes the repaired table, puts it in the damaged one's place and keeps that; or, with beside,"
              + " leaves the damaged one where it is and stores the repaired table beside it. Refused with 409"
              + " when the confirmation is used or has run out, when the live file is no longer the one that was"
              + " shown, and, in place, while a process has it open, unless its owner is made to close it, as the"
              + " preview says. What the owner cannot use is taken away again, which is answered with 409 as"
              + " well.")
  @RequestBody(
      description = "The confirmation that came with the preview.",
      required = true,
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RepairConfirmationRequest.class),
              examples =
                  @ExampleObject(
                      name = "RepairConfirmation",
                      ref = "#/components/examples/RepairConfirmation")))
  @ApiResponse(
      responseCode = "200",
      description = "Repaired, and every record was read back in its final place.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RepairedView.class),
              examples = @ExampleObject(name = "Repaired", ref = "#/components/examples/Repaired")))
  @ApiResponse(
      responseCode = "207",
      description = "Repaired, but the check in its final place found something.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = RepairedView.class),
              examples =
                  @ExampleObject(
                      name = "RepairedInDoubt",
                      ref = "#/components/examples/RepairedInDoubt")))
  @interface Change {}
}
