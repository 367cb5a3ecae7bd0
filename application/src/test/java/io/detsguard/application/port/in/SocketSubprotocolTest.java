package io.detsguard.application.port.in;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SocketSubprotocolTest {
  @Test
  void findsTheTicketAmongTheNames() {
    assertEquals(Optional.of("abc-_9"), SocketSubprotocol.ticket("detsguard.v1, ticket.abc-_9"));
    assertEquals(Optional.of("abc"), SocketSubprotocol.ticket("ticket.abc,detsguard.v1"));
    assertEquals(Optional.of("abc"), SocketSubprotocol.ticket("\tticket.abc "));
  }

  @Test
  void leavesAnEmptyTicketToWhoeverChecksIt() {
    assertEquals(Optional.of(""), SocketSubprotocol.ticket("ticket."));
  }

  @Test
  void findsNoneWhereThereIsNone() {
    for (String header :
        List.of("", ",", "detsguard.v1", "ticket", "Ticket.abc", "myticket.abc", "a,,b")) {
      assertEquals(Optional.empty(), SocketSubprotocol.ticket(header), header);
    }
  }

  @Test
  void doesNotChooseBetweenTwoTickets() {
    assertEquals(Optional.empty(), SocketSubprotocol.ticket("ticket.a, ticket.b"));
  }

  @Test
  void refusesAHeaderOfAnyGreatLength() {
    String longest = "ticket." + "x".repeat(1024 - 7);
    assertEquals(Optional.of("x".repeat(1024 - 7)), SocketSubprotocol.ticket(longest));
    assertEquals(Optional.empty(), SocketSubprotocol.ticket(longest + "x"));
  }
}
