package io.detsguard.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who gets a socket, decided before the upgrade. */
class UpgradeTest {
  private static TestServer server;

  @BeforeAll
  static void start() {
    server =
        new TestServer(
            new SocketSettings(
                3,
                10,
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofSeconds(1),
                Set.of("https://Dash.example.org")));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void admitsAProgramThatSendsNoOrigin() throws Exception {
    assertEquals(101, status(RawClient.request()));
  }

  @Test
  void admitsAPageOfThisServer() throws Exception {
    assertEquals(101, status(RawClient.request("Origin: http://localhost:4000")));
    String byName = RawClient.request("Origin: https://Guard.example.org");
    assertEquals(101, status(byName.replace("localhost:4000", "guard.example.org")));
  }

  @Test
  void admitsAPageOfAnAllowedOrigin() throws Exception {
    // To a host named localhost the framework itself admits no page of another host.
    String request = RawClient.request("Origin: https://dash.example.org");
    assertEquals(101, status(request.replace("localhost:4000", "guard.example.org")));
  }

  @Test
  void refusesAPageOfAnyOtherOrigin() throws Exception {
    for (String origin :
        List.of(
            "http://localhost",
            "http://localhost:4001",
            "http://evil.example",
            "http://localhost:4000.evil.example",
            "https://dash.example.org.evil.example",
            "http://dash.example.org",
            "null",
            "localhost:4000",
            "")) {
      assertEquals(403, status(RawClient.request("Origin: " + origin)), origin);
    }
  }

  @Test
  void refusesAForeignPageByWhateverSpellingOfThePath() throws Exception {
    for (String path :
        List.of(
            "/ws/dashboard/",
            "//ws/dashboard",
            "/ws//dashboard",
            "/ws/%64ashboard",
            "/ws/dashboard?x=1",
            "/ws/./dashboard",
            "/ws/dashboard;x",
            "/WS/dashboard",
            "http://localhost:4000/ws/dashboard")) {
      String request = RawClient.request("Origin: http://evil.example");
      String named = request.replace("Host: localhost:4000", "Host: guard.example.org");
      assertNotEquals(101, status(named.replace(DashboardSocket.PATH, path)), path);
    }
  }

  @Test
  void refusesARequestWithTwoOrigins() throws Exception {
    assertEquals(
        403,
        status(RawClient.request("Origin: http://localhost:4000", "Origin: http://evil.example")));
  }

  @Test
  void refusesWhoeverHasNoToken() throws Exception {
    String request = RawClient.request();
    assertEquals(401, status(request.replaceAll("Authorization: [^\r]*\r\n", "")));
    assertEquals(401, status(request.replace(OneTokenValidator.TOKEN, "let-me-in-too")));
    String withSlash = request.replace(DashboardSocket.PATH, DashboardSocket.PATH + "/");
    assertEquals(401, status(withSlash.replaceAll("Authorization: [^\r]*\r\n", "")));
  }

  @Test
  void tellsAForeignPageNothingAboutTokens() throws Exception {
    String request = RawClient.request("Origin: http://evil.example");
    assertEquals(403, status(request.replaceAll("Authorization: [^\r]*\r\n", "")));
  }

  @Test
  void refusesOtherVersionsOfTheProtocol() throws Exception {
    for (String version : List.of("8", "14", "", "13, 8", "99999999999999999999")) {
      String request =
          RawClient.request()
              .replace("Sec-WebSocket-Version: 13", "Sec-WebSocket-Version: " + version);
      assertEquals(426, status(request), version);
    }
    assertEquals(426, status(RawClient.request().replace("Sec-WebSocket-Version: 13\r\n", "")));
  }

  @Test
  void refusesAHandshakeWithoutAKey() throws Exception {
    String request = RawClient.request();
    assertEquals(400, status(request.replaceAll("Sec-WebSocket-Key: [^\r]*\r\n", "")));
    assertEquals(
        400, status(request.replaceAll("Sec-WebSocket-Key: [^\r]*", "Sec-WebSocket-Key: abc")));
  }

  @Test
  void refusesARequestThatIsNoUpgrade() throws Exception {
    String request =
        RawClient.request().replaceAll("(Upgrade|Connection|Sec-[^:]*): [^\r]*\r\n", "");
    int status = status(request);
    assertTrue(status >= 400 && status < 500, "status " + status);
  }

  @Test
  void echoesItsSubprotocolAndNeverTheTicket() throws Exception {
    List<String> head = head(RawClient.request("Sec-WebSocket-Protocol: detsguard.v1, ticket.abc"));
    assertTrue(head.contains("sec-websocket-protocol: detsguard.v1"), head.toString());
    assertTrue(head.stream().noneMatch(line -> line.contains("ticket")), head.toString());
  }

  @Test
  void agreesToNoCompression() throws Exception {
    List<String> head =
        head(
            RawClient.request(
                "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits"));
    assertTrue(head.getFirst().contains("101"), head.toString());
    assertTrue(head.stream().noneMatch(line -> line.contains("deflate")), head.toString());
  }

  @Test
  void refusesOneClientMoreThanThereMayBe() throws Exception {
    awaitNobody();
    try (RawClient one = RawClient.open(server.port());
        RawClient two = RawClient.open(server.port());
        RawClient three = RawClient.open(server.port())) {
      one.read(RawClient.TEXT);
      two.read(RawClient.TEXT);
      three.read(RawClient.TEXT);
      try (RawClient four = RawClient.connect(server.port())) {
        four.write(RawClient.request().getBytes(StandardCharsets.US_ASCII));
        assertTrue(four.readHead().getFirst().contains(" 503 "));
      }
    }
    awaitNobody();
    assertEquals(101, status(RawClient.request()));
  }

  @Test
  void closesWhoeverSlipsInBeyondTheBound() throws Exception {
    awaitNobody();
    RawClient[] crowd = new RawClient[8];
    for (int i = 0; i < crowd.length; i++) {
      crowd[i] = RawClient.connect(server.port());
    }
    int admitted = 0;
    try {
      for (RawClient client : crowd) {
        client.write(RawClient.request().getBytes(StandardCharsets.US_ASCII));
      }
      for (RawClient client : crowd) {
        admitted += isAdmitted(client) ? 1 : 0;
      }
    } finally {
      for (RawClient client : crowd) {
        client.close();
      }
    }
    assertEquals(3, admitted);
  }

  private static boolean isAdmitted(RawClient client) throws IOException {
    if (client.readHead().getFirst().contains(" 503 ")) {
      return false;
    }
    RawClient.Frame first = client.read();
    if (first.kind() == RawClient.CLOSE) {
      assertEquals(1013, first.closeCode());
      return false;
    }
    return true;
  }

  private static int status(String request) throws IOException, InterruptedException {
    return Integer.parseInt(head(request).getFirst().split(" ")[1]);
  }

  private static List<String> head(String request) throws IOException, InterruptedException {
    awaitNobody();
    try (RawClient client = RawClient.connect(server.port())) {
      client.write(request.getBytes(StandardCharsets.US_ASCII));
      return client.readHead();
    }
  }

  private static void awaitNobody() throws InterruptedException {
    DashboardSocketTest.await(() -> server.clients().count() == 0);
  }
}
