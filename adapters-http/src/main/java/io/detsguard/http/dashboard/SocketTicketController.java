package io.detsguard.http.dashboard;

import io.detsguard.application.port.in.SocketTicketsUseCase;
import io.detsguard.domain.access.TokenName;
import io.detsguard.http.reference.AdminOperation;
import io.detsguard.http.reference.ApiReference;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;

/** Gives out tickets to callers that cannot send a header with a WebSocket's upgrade. */
@Tag(name = ApiReference.HEALTH)
@Controller("/api/admin/ws-ticket")
final class SocketTicketController {
  private final SocketTicketsUseCase tickets;

  SocketTicketController(SocketTicketsUseCase tickets) {
    this.tickets = tickets;
  }

  /**
   * A ticket.
   *
   * @param ticket good for one socket, within seconds
   */
  @Serdeable.Serializable
  record TicketView(String ticket) {}

  /** Gives out a ticket in the name of the caller. */
  @Post
  @Consumes(MediaType.ALL)
  @AdminOperation
  @Operation(
      operationId = "issueSocketTicket",
      summary = "Get a ticket for a WebSocket",
      description =
          "Good for one upgrade of /ws/dashboard within 30 seconds, offered as the subprotocol"
              + " ticket.<text> beside detsguard.v1. For callers that cannot send headers.")
  @ApiResponse(
      responseCode = "200",
      description = "The ticket.",
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = TicketView.class),
              examples =
                  @ExampleObject(
                      name = "SocketTicket",
                      ref = "#/components/examples/SocketTicket")))
  TicketView issue(Authentication caller) {
    return new TicketView(tickets.issue(new TokenName(caller.getName())));
  }
}
