package io.detsguard.http.server;

import io.detsguard.http.ConnectionDeadlines;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Holds one HTTP/1 connection to its deadlines, and hangs up when a body breaks off in the middle
 * of its encoding: the decoder ends such a body as if it were complete, and a run would be begun on
 * half a request. Sits right behind the codec, where requests and answers pass as messages in both
 * directions.
 *
 * <p>Only the time of the present deadline is kept when something passes; a clock tick a few times
 * within the shortest deadline looks whether it is over. So a request costs no timer, and a
 * deadline strikes at most a quarter of the shortest one late. A connection that becomes a
 * WebSocket is left alone from then on.
 *
 * <p>Runs on the connection's event loop only.
 */
final class ConnectionGuard extends ChannelDuplexHandler {
  private static final long NEVER = Long.MAX_VALUE;

  private final ConnectionDeadlines deadlines;
  private final LastWords tooSlow;
  private final LastWords brokenBody;
  private ScheduledFuture<?> ticks;
  private long deadlineNanos;
  private int unanswered;
  private boolean receiving;
  private boolean answering;
  private boolean hungUp;

  /**
   * @param tooSlow for a caller that does not finish its request
   * @param brokenBody for one whose body cannot be decoded
   */
  ConnectionGuard(ConnectionDeadlines deadlines, LastWords tooSlow, LastWords brokenBody) {
    this.deadlines = deadlines;
    this.tooSlow = tooSlow;
    this.brokenBody = brokenBody;
  }

  /**
   * What a caller is told before the connection is closed.
   *
   * @param mediaType of the body
   */
  record LastWords(HttpResponseStatus status, String mediaType, byte[] body) {
    private FullHttpResponse response() {
      FullHttpResponse response =
          new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, Unpooled.wrappedBuffer(body));
      response
          .headers()
          .set(HttpHeaderNames.CONTENT_TYPE, mediaType)
          .set(HttpHeaderNames.CONTENT_LENGTH, body.length)
          .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
      return response;
    }
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    startDeadline(context);
    long tickNanos = Math.max(1, deadlines.shortest().toNanos() / 4);
    ticks =
        context
            .executor()
            .scheduleAtFixedRate(() -> look(context), tickNanos, tickNanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    ticks.cancel(false);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    ticks.cancel(false);
    context.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (hungUp) {
      ReferenceCountUtil.release(message);
    } else if (isBrokenBody(message)) {
      ReferenceCountUtil.release(message);
      hangUp(context, brokenBody);
    } else {
      noteRequest(context, message);
      context.fireChannelRead(message);
    }
  }

  private static boolean isBrokenBody(Object message) {
    // A message that is a whole request at once stands for a head that cannot be decoded.
    return message instanceof HttpContent content
        && !(message instanceof HttpRequest)
        && content.decoderResult().isFailure();
  }

  private void noteRequest(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest) {
      unanswered++;
      receiving = true;
      startDeadline(context);
    }
    if (message instanceof LastHttpContent) {
      receiving = false;
      startDeadline(context);
    }
  }

  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    ChannelPromise written = promise;
    if (message instanceof HttpResponse response) {
      noteResponse(context, response);
    }
    if (answering && message instanceof LastHttpContent) {
      written = promise.unvoid();
      written.addListener(done -> noteAnswered(context));
    }
    context.write(message, written);
  }

  private void noteResponse(ChannelHandlerContext context, HttpResponse response) {
    if (response.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
      ticks.cancel(false);
    } else if (response.status().codeClass() != HttpStatusClass.INFORMATIONAL) {
      answering = true;
      startDeadline(context);
    }
  }

  private void noteAnswered(ChannelHandlerContext context) {
    unanswered--;
    answering = false;
    startDeadline(context);
  }

  private void startDeadline(ChannelHandlerContext context) {
    if (answering) {
      deadlineNanos = after(context, deadlines.response());
    } else if (receiving) {
      deadlineNanos = after(context, deadlines.request());
    } else if (unanswered > 0) {
      deadlineNanos = NEVER;
    } else {
      deadlineNanos = after(context, deadlines.idle());
    }
  }

  private static long after(ChannelHandlerContext context, Duration duration) {
    return now(context) + duration.toNanos();
  }

  private static long now(ChannelHandlerContext context) {
    return context.executor().ticker().nanoTime();
  }

  private void look(ChannelHandlerContext context) {
    if (deadlineNanos == NEVER || now(context) - deadlineNanos < 0) {
      return;
    }
    hangUp(context, tooSlow);
  }

  private void hangUp(ChannelHandlerContext context, LastWords words) {
    ticks.cancel(false);
    hungUp = true;
    // Only the oldest request may be answered, and only if nobody has begun to.
    if (receiving && unanswered == 1 && !answering) {
      context.writeAndFlush(words.response()).addListener(ChannelFutureListener.CLOSE);
    } else {
      context.close();
    }
  }
}
