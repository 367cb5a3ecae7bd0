package io.detsguard.http.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Holds one HTTP/1 connection to its deadlines. Sits right behind the codec, where requests and
 * answers pass as messages in both directions.
 *
 * <p>Only the time of the present deadline is kept when something passes; a clock tick a few times
 * within the shortest deadline looks whether it is over. So a request costs no timer, and a
 * deadline strikes at most a quarter of the shortest one late. A connection that becomes a
 * WebSocket is left alone from then on.
 *
 * <p>Runs on the connection's event loop only.
 */
final class ConnectionDeadlineHandler extends ChannelDuplexHandler {
  private static final long NEVER = Long.MAX_VALUE;

  private final ConnectionDeadlines deadlines;
  private final TimeoutAnswer timeoutAnswer;
  private ScheduledFuture<?> ticks;
  private long deadlineNanos;
  private int unanswered;
  private boolean receiving;
  private boolean answering;

  ConnectionDeadlineHandler(ConnectionDeadlines deadlines, TimeoutAnswer timeoutAnswer) {
    this.deadlines = deadlines;
    this.timeoutAnswer = timeoutAnswer;
  }

  /**
   * What a caller gets who does not finish its request.
   *
   * @param mediaType of the body
   */
  record TimeoutAnswer(String mediaType, byte[] body) {
    private FullHttpResponse response() {
      FullHttpResponse response =
          new DefaultFullHttpResponse(
              HttpVersion.HTTP_1_1,
              HttpResponseStatus.REQUEST_TIMEOUT,
              Unpooled.wrappedBuffer(body));
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
    if (message instanceof HttpRequest) {
      unanswered++;
      receiving = true;
      startDeadline(context);
    }
    if (message instanceof LastHttpContent) {
      receiving = false;
      startDeadline(context);
    }
    context.fireChannelRead(message);
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
    if (deadlineNanos == NEVER || now(context) < deadlineNanos) {
      return;
    }
    ticks.cancel(false);
    // Only the oldest request may be answered, and only if nobody has begun to.
    if (receiving && unanswered == 1 && !answering) {
      context.writeAndFlush(timeoutAnswer.response()).addListener(ChannelFutureListener.CLOSE);
    } else {
      context.close();
    }
  }
}
