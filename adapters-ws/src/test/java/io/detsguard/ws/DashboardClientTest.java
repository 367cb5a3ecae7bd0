package io.detsguard.ws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The rules of one client, on a channel whose time and writability the test decides. */
class DashboardClientTest {
  private static final SocketSettings SETTINGS = SocketSettings.DEFAULT;

  private final EmbeddedChannel channel = new EmbeddedChannel();
  private final List<SharedFrame> made = new ArrayList<>();
  private int asked;
  private final DashboardClient client = new DashboardClient(SETTINGS, _ -> asked++);

  @BeforeEach
  void attach() {
    channel.freezeTime();
    channel.pipeline().addLast(new IncomingFrames(client, SETTINGS));
  }

  @AfterEach
  void leavesNothingBehind() {
    channel.finishAndReleaseAll();
    for (SharedFrame frame : made) {
      ByteBuf bytes = frame.forOneClient();
      assertEquals(2, bytes.refCnt(), "only the test still holds a frame");
      bytes.release();
      frame.release();
    }
  }

  @Test
  void letsEventsPassByUntilTheFirstState() {
    client.offer(message(1));
    assertEquals(List.of(), sent());
    client.resume(Optional.of(message(1)), 1, List.of(message(2)));
    client.offer(message(3));
    assertEquals(List.of("1", "2", "3"), sent());
  }

  @Test
  void letsEventsPassByWhileAStateIsOnItsWay() {
    goLive();
    client.hold();
    client.offer(message(1));
    client.resume(Optional.of(message(0)), 0, List.of(message(1)));
    assertEquals(List.of("0", "1"), sent());
  }

  @Test
  void goesOnWithoutAStateWhenItMissedNothing() {
    goLive();
    client.hold();
    client.resume(Optional.empty(), 0, List.of(message(1)));
    client.offer(message(2));
    assertEquals(List.of("1", "2"), sent());
  }

  @Test
  void waitsForTheNextStateWhenItHasNone() {
    client.resume(Optional.empty(), 0, List.of(message(1)));
    client.offer(message(2));
    assertEquals(List.of(), sent());
  }

  @Test
  void sendsNoMessageTwice() {
    goLive();
    client.offer(message(1));
    client.offer(message(1));
    assertEquals(List.of("1"), sent());
    assertEquals(0, asked);
  }

  @Test
  void asksForTheStateWhenAMessageWasLost() {
    goLive();
    client.offer(message(2));
    client.offer(message(3));
    assertEquals(List.of(), sent());
    assertEquals(1, asked);
  }

  @Test
  void keepsNothingForAClientThatIsBehindAndAsksOnceItHasCaughtUp() {
    goLive();
    writable(false);
    client.offer(message(1));
    client.offer(message(2));
    assertEquals(0, asked);
    writable(true);
    assertEquals(1, asked);
    client.offer(message(3));
    assertEquals(List.of(), sent());
    client.resume(Optional.of(message(3)), 3, List.of());
    client.offer(message(4));
    assertEquals(List.of("3", "4"), sent());
  }

  @Test
  void putsAStateOffForAClientThatIsBehind() {
    writable(false);
    client.resume(Optional.of(message(0)), 0, List.of(message(1)));
    assertEquals(List.of(), sent());
    writable(true);
    assertEquals(1, asked);
  }

  @Test
  void asksForAStateOnceASecond() {
    client.wantState();
    client.wantState();
    client.wantState();
    assertEquals(1, asked);
    pass(Duration.ofMillis(999));
    assertEquals(1, asked);
    pass(Duration.ofMillis(1));
    assertEquals(2, asked);
    pass(Duration.ofSeconds(5));
    assertEquals(2, asked);
    client.wantState();
    assertEquals(3, asked);
  }

  @Test
  void givesASlowClientItsTimeAndNoMore() {
    goLive();
    writable(false);
    pass(SETTINGS.slowLimit().minusNanos(1));
    client.lookAfter();
    assertFalse(client.isClosing());
    pass(Duration.ofNanos(1));
    client.lookAfter();
    assertTrue(client.isClosing());
    writable(true);
    assertEquals(List.of("close 1013"), sent());
  }

  @Test
  void countsTheTimeOfASlowClientAnewWhenItHasCaughtUp() {
    goLive();
    writable(false);
    pass(SETTINGS.slowLimit().minusNanos(1));
    writable(true);
    writable(false);
    pass(Duration.ofNanos(1));
    client.lookAfter();
    assertFalse(client.isClosing());
  }

  @Test
  void pingsAndClosesAfterTwoUnansweredPings() {
    pass(SETTINGS.pingInterval().minusNanos(1));
    client.lookAfter();
    assertEquals(List.of(), sent());
    pass(Duration.ofNanos(1));
    client.lookAfter();
    client.lookAfter();
    assertEquals(List.of("ping"), sent());
    pass(SETTINGS.pingInterval());
    client.lookAfter();
    assertEquals(List.of("ping"), sent());
    pass(SETTINGS.pingInterval());
    client.lookAfter();
    assertEquals(List.of("close 1001"), sent());
  }

  @Test
  void keepsPingingAClientThatAnswers() {
    for (int i = 0; i < 10; i++) {
      pass(SETTINGS.pingInterval());
      client.lookAfter();
      assertEquals(List.of("ping"), sent());
      channel.writeInbound(new PongWebSocketFrame());
    }
  }

  @Test
  void cutsTheConnectionWhenACloseStaysUnanswered() {
    client.close(1001, "the service is going away");
    client.close(1008, "a second reason is none");
    client.resume(Optional.of(message(0)), 0, List.of());
    assertEquals(List.of("close 1001"), sent());
    pass(SETTINGS.closeGrace().minusNanos(1));
    assertFalse(client.isGone());
    pass(Duration.ofNanos(1));
    assertTrue(client.isGone());
  }

  @Test
  void isGoneAsSoonAsACloseIsAnswered() {
    client.close(1001, "the service is going away");
    channel.writeInbound(new CloseWebSocketFrame(1001, ""));
    assertTrue(client.isGone());
  }

  @Test
  void hearsNothingMoreOnceItIsClosing() {
    client.close(1001, "the service is going away");
    sent();
    for (int i = 0; i < 100; i++) {
      channel.writeInbound(new PingWebSocketFrame());
    }
    assertEquals(List.of(), sent());
  }

  private void goLive() {
    client.resume(Optional.of(message(0)), 0, List.of());
    assertEquals(List.of("0"), sent());
  }

  private SharedFrame message(long seq) {
    SharedFrame frame = SharedFrame.of(seq, Long.toString(seq).getBytes(StandardCharsets.UTF_8));
    made.add(frame);
    return frame;
  }

  private void writable(boolean writable) {
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
    channel.runPendingTasks();
  }

  private void pass(Duration time) {
    channel.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
    channel.runScheduledPendingTasks();
  }

  private List<String> sent() {
    List<String> sent = new ArrayList<>();
    for (Object out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
      sent.add(describe(out));
      ReferenceCountUtil.release(out);
    }
    return sent;
  }

  private static String describe(Object out) {
    return switch (out) {
      case ByteBuf frame -> frame.skipBytes(2).toString(StandardCharsets.UTF_8);
      case CloseWebSocketFrame close -> "close " + close.statusCode();
      case PingWebSocketFrame _ -> "ping";
      default -> throw new AssertionError(out);
    };
  }
}
