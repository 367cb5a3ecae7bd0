package io.detsguard.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.domain.backup.RunId;
import io.detsguard.domain.backup.RunProgress.Step;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client is sent, in which order and how often. */
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
  void sendsAStateOfAnyLength() throws Exception {
    try (Messages client = Messages.open(server)) {
      client.next("snapshot");
    }
    for (int length : List.of(10, 125 - 37, 126, 65_535 - 37, 65_536, 3_000_000)) {
      server.state.set("{\"x\":\"" + "y".repeat(length) + "\"}");
      try (Messages client = Messages.open(server)) {
        JsonNode data = client.next("snapshot").get("data");
        assertEquals(length, data.get("x").getStringValue().length());
      }
    }
  }

  @Test
  void numbersEventsFromTheStateOnWithoutAGap() throws Exception {
    try (Messages client = Messages.open(server)) {
      assertEquals(0, seq(client.next("snapshot")));
      for (int i = 1; i <= 5; i++) {
        server.publish(Events.finished());
        assertEquals(i, seq(client.next("events")));
      }
    }
  }

  @Test
  void sendsAtMostTenBatchesASecondAndLosesNoEvent() throws Exception {
    try (Messages client = Messages.open(server)) {
      client.next("snapshot");
      long start = System.nanoTime();
      for (int i = 0; i < 60; i++) {
        server.publish(Events.finished(List.of("event " + i)));
        Thread.sleep(10);
      }
      List<String> notes = new ArrayList<>();
      int batches = 0;
      while (notes.size() < 60) {
        JsonNode message = client.next("events");
        message
            .get("data")
            .values()
            .forEach(event -> notes.add(event.get("notes").get(0).getStringValue()));
        batches++;
      }
      long tenths = (System.nanoTime() - start) / DashboardPublisher.BATCH_INTERVAL.toNanos();
      assertTrue(batches <= tenths + 1, batches + " batches in " + tenths + " tenths of a second");
      for (int i = 0; i < 60; i++) {
        assertEquals("event " + i, notes.get(i));
      }
    }
  }

  @Test
  void sendsEveryClientTheSameMessages() throws Exception {
    try (Messages one = Messages.open(server);
        Messages other = Messages.open(server)) {
      one.next("snapshot");
      other.next("snapshot");
      server.publish(Events.started("task_queue"));
      assertEquals(one.next(), other.next());
    }
  }

  @Test
  void givesAClientThatReconnectsAStateThatHoldsWhatItMissed() throws Exception {
    try (Messages other = Messages.open(server)) {
      other.next("snapshot");
      try (Messages client = Messages.open(server)) {
        client.next("snapshot");
      }
      server.publish(Events.finished());
      assertEquals(1, seq(other.next("events")));
      server.state.set("{\"timestamp\":2}");
      try (Messages again = Messages.open(server)) {
        assertEquals("{\"type\":\"snapshot\",\"seq\":1,\"data\":{\"timestamp\":2}}", again.next());
        server.publish(Events.finished());
        assertEquals(2, seq(again.next("events")));
      }
    }
  }

  @Test
  void sendsTheStateAgainWhenAsked() throws Exception {
    try (Messages client = Messages.open(server)) {
      client.next("snapshot");
      server.state.set("{\"timestamp\":2}");
      client.requestSnapshot();
      assertEquals("{\"type\":\"snapshot\",\"seq\":0,\"data\":{\"timestamp\":2}}", client.next());
    }
  }

  @Test
  void answersManyRequestsWithinASecondByOneState() throws Exception {
    try (Messages client = Messages.open(server)) {
      client.next("snapshot");
      long start = System.nanoTime();
      for (int i = 0; i < 8; i++) {
        client.requestSnapshot();
      }
      client.next("snapshot");
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      assertTrue(waited.toMillis() > 500, "a second after the first state: " + waited);
      assertEquals(Optional.empty(), client.poll(300));
      assertEquals(2, server.state.readings());
    }
  }

  @Test
  void explainsWhatItExpectsToWhoeverSaysSomethingElse() throws Exception {
    try (Messages client = Messages.open(server)) {
      client.next("snapshot");
      server.publish(Events.finished());
      client.next("events");
      for (String text :
          List.of(
              "hello",
              "{}",
              "[]",
              "null",
              "{\"type\":7}",
              "{\"type\":{\"type\":\"request_snapshot\"}}",
              "{\"a\":" + "[".repeat(4_000),
              "")) {
        client.say(text);
        assertEquals(
            "{\"type\":\"error\",\"seq\":1,\"reason\":"
                + "\"Expected a message {\\\"type\\\":\\\"request_snapshot\\\"}.\"}",
            client.next(),
            text);
      }
    }
  }

  @Test
  void understandsARequestWithMoreFieldsThanItKnows() throws Exception {
    try (Messages client = Messages.open(server)) {
      client.next("snapshot");
      client.say("{\"why\":[{\"x\":null}],\"type\":\"request_snapshot\"}");
      client.next("snapshot");
    }
  }

  @Test
  void sendsWhatHappenedWhileTheStateWasRead() throws Exception {
    try (Messages witness = Messages.open(server)) {
      witness.next("snapshot");
      server.state.holdUp();
      try (Messages client = Messages.open(server)) {
        await(() -> server.state.readings() == 2);
        server.publish(Events.started("task_queue"));
        assertEquals(1, seq(witness.next("events")));
        server.publish(Events.finished());
        assertEquals(2, seq(witness.next("events")));
        server.state.letGo();
        assertEquals(0, seq(client.next("snapshot")));
        assertEquals(1, seq(client.next("events")));
        assertEquals(2, seq(client.next("events")));
      }
    }
  }

  @Test
  void neverSendsAnOlderStateThanTheEventsBeforeIt() throws Exception {
    try (Messages client = Messages.open(server);
        Messages witness = Messages.open(server)) {
      client.next("snapshot");
      witness.next("snapshot");
      await(() -> server.state.readings() >= 1);
      server.publish(Events.finished());
      assertEquals(1, seq(client.next("events")));
      witness.next("events");
      int before = server.state.readings();
      server.state.holdUp();
      client.requestSnapshot();
      await(() -> server.state.readings() == before + 1);
      server.publish(Events.finished());
      assertEquals(2, seq(witness.next("events")));
      server.state.letGo();
      assertEquals(1, seq(client.next("snapshot")));
      assertEquals(2, seq(client.next("events")));
    }
  }

  @Test
  void triesAgainWhenTheStateCannotBeRead() throws Exception {
    server.state.failOnce();
    try (Messages client = Messages.open(server)) {
      client.next("snapshot");
      assertEquals(2, server.state.readings());
    }
  }

  @Test
  void goesOnSendingEventsWhenTheStateCannotBeRead() throws Exception {
    try (Messages client = Messages.open(server);
        Messages witness = Messages.open(server)) {
      client.next("snapshot");
      witness.next("snapshot");
      int before = server.state.readings();
      server.state.failOnce();
      server.state.holdUp();
      client.requestSnapshot();
      await(() -> server.state.readings() == before + 1);
      server.publish(Events.finished());
      witness.next("events");
      server.state.letGo();
      assertEquals(1, seq(client.next("events")));
      assertEquals(1, seq(client.next("snapshot")));
    }
  }

  @Test
  void readsOneStateForAllWhoConnectDuringAReading() throws Exception {
    server.state.holdUp();
    List<Messages> crowd = new ArrayList<>();
    try (Messages first = Messages.open(server)) {
      await(() -> server.state.readings() == 1);
      for (int i = 0; i < 20; i++) {
        crowd.add(Messages.open(server));
      }
      server.state.letGo();
      first.next("snapshot");
      for (Messages client : crowd) {
        client.next("snapshot");
      }
      assertEquals(2, server.state.readings());
    } finally {
      crowd.forEach(Messages::close);
    }
  }

  @Test
  void tellsOnlyWhatMovedWhileARunIsAtWork() throws Exception {
    try (Messages client = Messages.open(server)) {
      client.next("snapshot");
      server.backups.set(
          Optional.of(
              Events.progress(
                  Events.RUN,
                  Events.at("a", Step.COPYING, 0, 9),
                  Events.at("b", Step.WAITING, 0, 0))));
      server.publish(Events.started("a", "b"));
      assertEquals(Set.of("a"), moved(client.next("events").get("data").get(1)));
      assertEquals(Optional.empty(), client.poll(350));
      server.backups.set(
          Optional.of(
              Events.progress(
                  Events.RUN,
                  Events.at("a", Step.COPYING, 0, 9),
                  Events.at("b", Step.COPYING, 0, 9))));
      assertEquals(Set.of("b"), moved(client.next("events").get("data").get(0)));
      server.publish(Events.finished(Events.backedUp("a"), Events.backedUp("b")));
      assertEquals(1, client.next("events").get("data").size());
      int looks = server.backups.looks();
      assertEquals(Optional.empty(), client.poll(350));
      assertEquals(looks, server.backups.looks(), "nobody looks when no run is at work");
    }
  }

  @Test
  void saysNothingOfARunThatItWasNotToldOf() throws Exception {
    try (Messages client = Messages.open(server)) {
      client.next("snapshot");
      RunId other = new RunId("some-other-run");
      server.backups.set(Optional.of(Events.progress(other, Events.at("a", Step.COPYING, 1, 9))));
      server.publish(Events.started("a"));
      assertEquals(1, client.next("events").get("data").size());
      assertEquals(Optional.empty(), client.poll(250));
    }
  }

  @Test
  void givesTheStateToClientsThatMoreHappenedToThanIsKept() throws Exception {
    try (Messages client = Messages.open(server)) {
      long last = seq(client.next("snapshot"));
      for (int i = 0; i < 20_000; i++) {
        server.publish(Events.finished());
      }
      Set<String> types = new HashSet<>();
      Optional<String> text = client.poll(10_000);
      while (text.isPresent() && !types.contains("snapshot")) {
        JsonNode message = Json.parse(text.get());
        types.add(message.get("type").getStringValue());
        boolean isState = types.contains("snapshot");
        assertTrue(isState ? seq(message) > last : seq(message) == last + 1, text.get());
        last = seq(message);
        text = isState ? Optional.empty() : client.poll(10_000);
      }
      assertTrue(types.contains("snapshot"));
      server.publish(Events.finished());
      assertEquals(last + 1, seq(client.next("events")));
    }
  }

  @Test
  void doesNothingForNobody() throws Exception {
    server.publish(Events.started("a"));
    server.backups.set(
        Optional.of(Events.progress(Events.RUN, Events.at("a", Step.COPYING, 1, 9))));
    Thread.sleep(350);
    assertEquals(0, server.backups.looks());
    assertEquals(0, server.state.readings());
  }

  @Test
  void followsARunThatBeganBeforeTheFirstClientCame() throws Exception {
    server.publish(Events.started("a"));
    try (Messages client = Messages.open(server)) {
      client.next("snapshot");
      server.backups.set(
          Optional.of(Events.progress(Events.RUN, Events.at("a", Step.COPYING, 1, 9))));
      assertEquals(Set.of("a"), moved(client.next("events").get("data").get(0)));
    }
  }

  static void await(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "it did not happen within ten seconds");
      Thread.sleep(5);
    }
  }

  private static long seq(JsonNode message) {
    return message.get("seq").getLongValue();
  }

  private static Set<String> moved(JsonNode progress) {
    assertEquals("backup_progress", progress.get("type").getStringValue());
    Set<String> tables = new HashSet<>();
    progress
        .get("tables")
        .values()
        .forEach(table -> tables.add(table.get("table").getStringValue()));
    return tables;
  }
}
