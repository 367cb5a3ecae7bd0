package io.detsguard.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.detsguard.http.ConnectionDeadlines;
import io.detsguard.http.server.ConnectionGuard.LastWords;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionGuardTest {
  private static final ConnectionDeadlines DEADLINES =
      new ConnectionDeadlines(
          Duration.ofSeconds(40), Duration.ofSeconds(20), Duration.ofSeconds(60));

  /** The shortest deadline and a tick: more than it may take to strike. */
  private static final int REQUEST_DEADLINE_STRUCK = 26;

  private final StalledNetwork network = new StalledNetwork();
  private final EmbeddedChannel connection = new EmbeddedChannel();

  @BeforeEach
  void connect() {
    connection.freezeTime();
    connection
        .pipeline()
        .addLast(
            network,
            new ConnectionGuard(
                DEADLINES,
                lastWords(HttpResponseStatus.REQUEST_TIMEOUT),
                lastWords(HttpResponseStatus.BAD_REQUEST)));
  }

  @AfterEach
  void disconnect() {
    connection.finishAndReleaseAll();
  }

  /** A caller that takes nothing more once it is stalled. */
  private static final class StalledNetwork extends ChannelOutboundHandlerAdapter {
    private boolean stalled;

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
      if (stalled) {
        ReferenceCountUtil.release(message);
      } else {
        context.write(message, promise);
      }
    }
  }

  @Test
  void closesConnectionThatAsksNothing() {
    pass(39);
    assertTrue(connection.isOpen());

    pass(6);

    assertFalse(connection.isOpen());
    assertNull(connection.readOutbound());
  }

  @Test
  void refusesRequestThatDoesNotEnd() {
    receiveHead();
    for (int second = 0; second < 19; second++) {
      receiveByte();
      pass(1);
    }
    assertTrue(connection.isOpen());

    pass(REQUEST_DEADLINE_STRUCK - 19);

    assertFalse(connection.isOpen());
    assertEquals(HttpResponseStatus.REQUEST_TIMEOUT, readAnswer());
  }

  @Test
  void waitsForAnswerAsLongAsItTakes() {
    receiveHead();
    connection.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);

    pass(100_000);

    assertTrue(connection.isOpen());
  }

  @Test
  void startsAnewWithEachRequest() {
    for (int request = 0; request < 10; request++) {
      pass(30);
      receiveHead();
      pass(15);
      connection.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
      answer();
      assertEquals(HttpResponseStatus.OK, readAnswer());
    }

    assertTrue(connection.isOpen());
  }

  @Test
  void closesKeptConnectionThatAsksNothingMore() {
    receiveHead();
    connection.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
    answer();

    pass(46);

    assertFalse(connection.isOpen());
  }

  @Test
  void closesConnectionWhoseCallerDoesNotTakeTheAnswer() {
    receiveHead();
    connection.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
    network.stalled = true;
    answer();
    pass(59);
    assertTrue(connection.isOpen());

    pass(7);

    assertFalse(connection.isOpen());
  }

  @Test
  void doesNotAnswerTwiceWhenBodyGoesOnAfterRefusal() {
    receiveHead();
    answer();
    assertEquals(HttpResponseStatus.OK, readAnswer());

    pass(REQUEST_DEADLINE_STRUCK);

    assertFalse(connection.isOpen());
    assertNull(connection.readOutbound());
  }

  @Test
  void doesNotAnswerSecondRequestInPlaceOfFirst() {
    receiveHead();
    connection.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
    receiveHead();

    pass(REQUEST_DEADLINE_STRUCK);

    assertFalse(connection.isOpen());
    assertNull(connection.readOutbound());
  }

  @Test
  void goesOnCountingAfterContinue() {
    receiveHead();
    connection.writeOutbound(response(HttpResponseStatus.CONTINUE));
    assertEquals(HttpResponseStatus.CONTINUE, readAnswer());

    pass(REQUEST_DEADLINE_STRUCK);

    assertFalse(connection.isOpen());
    assertEquals(HttpResponseStatus.REQUEST_TIMEOUT, readAnswer());
  }

  @Test
  void leavesWebSocketsAlone() {
    receiveHead();
    connection.writeInbound(LastHttpContent.EMPTY_LAST_CONTENT);
    connection.writeOutbound(response(HttpResponseStatus.SWITCHING_PROTOCOLS));

    pass(100_000);

    assertTrue(connection.isOpen());
  }

  @Test
  void refusesBodyThatCannotBeDecodedAndPassesNothingOn() {
    receiveHead();
    connection.releaseInbound();
    DefaultLastHttpContent broken = new DefaultLastHttpContent();
    broken.setDecoderResult(DecoderResult.failure(new NumberFormatException("zz")));
    connection.writeInbound(broken, new DefaultHttpContent(Unpooled.buffer()));

    assertFalse(connection.isOpen());
    assertNull(connection.readInbound());
    assertEquals(HttpResponseStatus.BAD_REQUEST, readAnswer());
  }

  private void pass(int seconds) {
    for (int second = 0; second < Math.min(seconds, 1000); second++) {
      connection.advanceTimeBy(seconds <= 1000 ? 1 : seconds / 1000, TimeUnit.SECONDS);
      connection.runScheduledPendingTasks();
    }
  }

  private void receiveHead() {
    connection.writeInbound(
        new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/api/admin/backup"));
  }

  private void receiveByte() {
    connection.writeInbound(
        new DefaultHttpContent(Unpooled.copiedBuffer(" ", StandardCharsets.US_ASCII)));
  }

  private void answer() {
    connection.writeOneOutbound(response(HttpResponseStatus.OK));
    connection.flushOutbound();
  }

  private static FullHttpResponse response(HttpResponseStatus status) {
    return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.buffer());
  }

  private HttpResponseStatus readAnswer() {
    FullHttpResponse response = connection.readOutbound();
    HttpResponseStatus status = response.status();
    response.release();
    return status;
  }

  private static LastWords lastWords(HttpResponseStatus status) {
    return new LastWords(status, "application/problem+json", new byte[] {'{', '}'});
  }
}
