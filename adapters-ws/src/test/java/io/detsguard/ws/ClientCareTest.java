package io.detsguard.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that are slow, dead, or to be sent away; with times short enough to wait for. */
class ClientCareTest {
  private static final Duration PING = Duration.ofMillis(300);
  private static final Duration SLOW = Duration.ofMillis(1_500);
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int SMALL_RECEIVE_BUFFER = 4 * 1024;

  private TestServer server;

  private void start(Duration ping, Duration slow) {
    server =
        new TestServer(new SocketSettings(100, 10, ping, slow, Duration.ofMillis(500), Set.of()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void closesAClientThatLeavesTwoPingsUnanswered() throws Exception {
    start(PING, LONG);
    try (RawClient dead = RawClient.open(server.port())) {
      dead.read(RawClient.TEXT);
      assertEquals(RawClient.PING, dead.read().kind());
      assertEquals(RawClient.PING, dead.read().kind());
      assertEquals(1001, dead.read().closeCode());
      assertTrue(dead.endsWithoutMoreFrames(), "cut off when the close stays unanswered as well");
    }
    awaitCount(0);
  }

  @Test
  void keepsAClientThatAnswersPings() throws Exception {
    start(PING, LONG);
    try (Messages alive = Messages.open(server)) {
      alive.next("snapshot");
      Thread.sleep(PING.multipliedBy(5));
      server.publish(Events.finished());
      alive.next("events");
    }
  }

  @Test
  void forgivesOneUnansweredPing() throws Exception {
    start(PING, LONG);
    try (RawClient forgetful = RawClient.open(server.port())) {
      forgetful.read(RawClient.TEXT);
      for (int i = 0; i < 4; i++) {
        assertEquals(RawClient.PING, forgetful.read().kind());
        if (i % 2 == 1) {
          forgetful.send(RawClient.PONG, "");
        }
      }
      server.publish(Events.finished());
      assertTrue(forgetful.read(RawClient.TEXT).text().contains("events"));
    }
  }

  @Test
  void closesAClientThatDoesNotRead() throws Exception {
    start(LONG, SLOW);
    server.state.set("{\"x\":\"" + "y".repeat(4_000_000) + "\"}");
    try (RawClient slow = RawClient.connect(server.port(), SMALL_RECEIVE_BUFFER)) {
      slow.upgrade();
      awaitCount(1);
      awaitCount(0);
    }
  }

  @Test
  void tellsASlowClientThatReadsAgainWhyItWasClosed() throws Exception {
    server =
        new TestServer(new SocketSettings(100, 10, LONG, SLOW, Duration.ofSeconds(20), Set.of()));
    server.state.set("{\"x\":\"" + "y".repeat(4_000_000) + "\"}");
    try (RawClient slow = RawClient.connect(server.port(), SMALL_RECEIVE_BUFFER)) {
      slow.upgrade();
      Thread.sleep(SLOW.plusSeconds(1));
      slow.read(RawClient.TEXT);
      assertEquals(1013, slow.read().closeCode());
    }
  }

  @Test
  void neitherDelaysOthersNorKeepsAnythingForAClientThatDoesNotRead() throws Exception {
    start(LONG, LONG);
    List<String> note = List.of("z".repeat(64_000));
    try (RawClient slow = RawClient.connect(server.port(), SMALL_RECEIVE_BUFFER);
        Messages healthy = Messages.open(server)) {
      slow.upgrade();
      healthy.next("snapshot");
      for (int i = 1; i <= 30; i++) {
        server.publish(Events.finished(note));
        JsonNode message = healthy.next("events");
        assertEquals(i, message.get("seq").getLongValue());
      }
      assertEquals(2, server.clients().count());
      assertTrue(mostPendingBytes() < 256 * 1024, "pending: " + mostPendingBytes());
    }
  }

  @Test
  void givesTheStateToAClientThatReadsAgain() throws Exception {
    start(LONG, LONG);
    List<String> note = List.of("z".repeat(64_000));
    try (RawClient slow = RawClient.connect(server.port(), SMALL_RECEIVE_BUFFER);
        Messages healthy = Messages.open(server)) {
      slow.upgrade();
      healthy.next("snapshot");
      for (int i = 1; i <= 30; i++) {
        server.publish(Events.finished(note));
        healthy.next("events");
      }
      server.state.set("{\"timestamp\":2}");
      long seq = Json.parse(slow.read(RawClient.TEXT).text()).get("seq").getLongValue();
      String text = slow.read(RawClient.TEXT).text();
      while (text.startsWith("{\"type\":\"events\",\"seq\":" + (seq + 1) + ",")) {
        seq++;
        assertTrue(seq < 30, "it was sent everything");
        text = slow.read(RawClient.TEXT).text();
      }
      assertEquals("{\"type\":\"snapshot\",\"seq\":30,\"data\":{\"timestamp\":2}}", text);
      server.publish(Events.finished());
      assertTrue(slow.read(RawClient.TEXT).text().startsWith("{\"type\":\"events\",\"seq\":31,"));
    }
  }

  @Test
  void closesEveryClientWhenTheServiceStops() throws Exception {
    start(LONG, LONG);
    try (Messages one = Messages.open(server);
        Messages two = Messages.open(server)) {
      one.next("snapshot");
      two.next("snapshot");
      assertTrue(server.clients().closeAll(1001, Duration.ofSeconds(5)));
      assertEquals(1001, one.closeCode());
      assertEquals(1001, two.closeCode());
      assertEquals(0, server.clients().count());
    }
  }

  @Test
  void cutsOffThoseWhoDoNotAnswerTheCloseInTime() throws Exception {
    server = new TestServer(new SocketSettings(100, 10, LONG, LONG, LONG, Set.of()));
    try (RawClient mute = RawClient.open(server.port())) {
      mute.read(RawClient.TEXT);
      assertFalse(server.clients().closeAll(1001, Duration.ofMillis(200)));
      assertEquals(1001, mute.read().closeCode());
      assertTrue(mute.endsWithoutMoreFrames());
    }
    awaitCount(0);
  }

  @Test
  void letsNobodyInWhileTheServiceStops() throws Exception {
    start(LONG, LONG);
    assertTrue(server.clients().closeAll(1001, Duration.ofSeconds(5)));
    try (RawClient late = RawClient.connect(server.port())) {
      late.write(RawClient.request().getBytes(StandardCharsets.US_ASCII));
      assertTrue(late.readHead().getFirst().contains(" 503 "));
    }
    server.publish(Events.finished());
  }

  @Test
  void forgetsAClientThatVanishes() throws Exception {
    start(LONG, LONG);
    RawClient client = RawClient.open(server.port());
    client.read(RawClient.TEXT);
    assertEquals(1, server.clients().count());
    client.close();
    awaitCount(0);
    assertThrows(IOException.class, client::read);
  }

  private long mostPendingBytes() throws InterruptedException {
    AtomicLong most = new AtomicLong();
    CountDownLatch seen = new CountDownLatch(2);
    server
        .clients()
        .each(
            client -> {
              long pending = client.channel().unsafe().outboundBuffer().totalPendingWriteBytes();
              most.accumulateAndGet(pending, Math::max);
              seen.countDown();
            });
    seen.await();
    return most.get();
  }

  private void awaitCount(int count) throws InterruptedException {
    DashboardSocketTest.await(() -> server.clients().count() == count);
  }
}
