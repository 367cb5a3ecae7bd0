package io.detsguard.http.dashboard;

import static io.detsguard.http.Json.assertJson;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.detsguard.http.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** No socket is served here: one who is let in finds nothing at its address. */
class SocketTicketApiTest {
  private static final String TICKETS = "/api/admin/ws-ticket";

  @AutoClose private final TestServer server = TestServer.start();

  @Test
  void givesOutTickets() {
    HttpResponse<String> answer = issue();

    assertEquals(200, answer.statusCode());
    assertJson("{\"ticket\":\"ticket-1\"}", answer.body());
  }

  @Test
  void givesNoneWithoutToken() {
    assertEquals(
        401,
        server.sendWithout(request -> request.POST(BodyPublishers.noBody()), TICKETS).statusCode());
  }

  @Test
  void letsATicketInOnce() {
    issue();

    assertEquals(404, offer("/ws/dashboard", "detsguard.v1, ticket.ticket-1"));
    assertEquals(401, offer("/ws/dashboard", "detsguard.v1, ticket.ticket-1"));
  }

  @Test
  void letsATicketInNowhereElse() {
    issue();

    assertEquals(401, offer("/api/dashboard/state", "detsguard.v1, ticket.ticket-1"));
    assertEquals(404, offer("/ws/dashboard", "detsguard.v1, ticket.ticket-1"));
  }

  @Test
  void letsNothingElseIn() {
    issue();

    assertEquals(401, offer("/ws/dashboard", "detsguard.v1"));
    assertEquals(401, offer("/ws/dashboard", "detsguard.v1, ticket.wrong"));
    assertEquals(401, offer("/ws/dashboard", "detsguard.v1, ticket-1"));
  }

  private HttpResponse<String> issue() {
    return server.send(request -> request.POST(BodyPublishers.noBody()), TICKETS);
  }

  private int offer(String path, String subprotocols) {
    return server
        .sendWithout(request -> request.header("Sec-WebSocket-Protocol", subprotocols).GET(), path)
        .statusCode();
  }
}
