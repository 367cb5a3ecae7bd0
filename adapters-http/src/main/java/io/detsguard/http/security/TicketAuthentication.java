package io.detsguard.http.security;

import io.detsguard.application.port.in.SocketSubprotocol;
import io.detsguard.application.port.in.SocketTicketsUseCase;
import io.detsguard.domain.access.TokenName;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** Takes the ticket that a WebSocket's upgrade offers, and only there: a ticket is good for one. */
@Singleton
final class TicketAuthentication implements AuthenticationFetcher<HttpRequest<?>> {
  private static final String SOCKETS = "/ws/";

  private final SocketTicketsUseCase tickets;

  TicketAuthentication(SocketTicketsUseCase tickets) {
    this.tickets = tickets;
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    HttpHeaders headers = request.getHeaders();
    if (!request.getPath().startsWith(SOCKETS) || headers.contains(HttpHeaders.AUTHORIZATION)) {
      return Mono.empty();
    }
    String offered = String.join(",", headers.getAll(HttpHeaders.SEC_WEBSOCKET_PROTOCOL));
    return Mono.justOrEmpty(
        SocketSubprotocol.ticket(offered)
            .flatMap(tickets::redeem)
            .map(TokenName::value)
            .map(Authentication::build));
  }
}
