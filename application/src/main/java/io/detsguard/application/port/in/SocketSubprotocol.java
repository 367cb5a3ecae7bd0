package io.detsguard.application.port.in;

import java.util.Optional;

/**
 * The names that a client of the dashboard's socket offers in {@code Sec-WebSocket-Protocol}:
 *
 * <pre>
 *  Sec-WebSocket-Protocol: detsguard.v1, ticket.RHtGyhH7…
 * </pre>
 *
 * <p>The server accepts {@link #NAME} and never sends the ticket back. It is here, not in an
 * adapter, because one adapter speaks the protocol and another one checks who may.
 */
public final class SocketSubprotocol {
  /** The protocol that both sides speak. */
  public static final String NAME = "detsguard.v1";

  private static final String TICKET_PREFIX = "ticket.";
  private static final int LONGEST_HEADER = 1024;

  private SocketSubprotocol() {}

  /**
   * The ticket among the names of one header, not yet checked in any way.
   *
   * @param header the value from outside: names separated by commas; several headers of that name
   *     are joined with commas before, as HTTP has it
   * @return empty when there is none, when there are two, or when the header is longer than any
   *     that a client of ours sends
   */
  public static Optional<String> ticket(String header) {
    if (header.length() > LONGEST_HEADER) {
      return Optional.empty();
    }
    Optional<String> ticket = Optional.empty();
    for (String part : header.split(",", -1)) {
      String name = part.strip();
      if (name.startsWith(TICKET_PREFIX)) {
        if (ticket.isPresent()) {
          return Optional.empty(); // one request does not get to try several
        }
        ticket = Optional.of(name.substring(TICKET_PREFIX.length()));
      }
    }
    return ticket;
  }
}
