package io.detsguard.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.json.tree.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DashboardSocketTest {
  private final TestServer server = new TestServer(SocketSettings.DEFAULT);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sendsTheStateOnOpen() throws Exception {
    server.state.set("{\"timestamp\":7,\"health\":{\"status\":\"ok\",\"conditions\":[]}}");
    try (Messages client = Messages.open(server)) {
      assertEquals(
          "{\"type\":\"snapshot\",\"seq\":0,\"data\":"
              + "{\"timestamp\":7,\"health\":{\"status\":\"ok\",\"conditions\":[]}}}",
          client.next());
    }
  }

  @Test
  void sendsEventsWithRisingNumbers() throws Exception {
    try (Messages client = Messages.open(server)) {
      client.next("snapshot");
      server.publish(Events.started("task_queue"));
      JsonNode first = client.next("events");
      server.publish(Events.finished(Events.backedUp("task_queue")));
      JsonNode second = client.next("events");
      assertEquals(1, first.get("seq").getLongValue());
      assertEquals(2, second.get("seq").getLongValue());
      assertTrue(first.get("data").isArray());
    }
  }
}
