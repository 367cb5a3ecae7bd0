package io.detsguard.http.shortcut;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.Optional;

/**
 * Answers requests of one HTTP/1 connection the short way where that is possible: nothing is under
 * way on the long one, which would have to be answered first, and the caller takes what it asked
 * for. Runs on the connection's event loop only.
 */
final class HealthShortcut extends ChannelDuplexHandler {
  private final ReportAtHand report;
  private int underWay;
  private boolean answering;
  private boolean skipping;
  private boolean written;

  HealthShortcut(ReportAtHand report) {
    this.report = report;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (skipping && message instanceof HttpContent content) {
      skipping = !(content instanceof LastHttpContent);
      content.release();
    } else if (message instanceof HttpRequest request) {
      take(context, request);
    } else {
      context.fireChannelRead(message);
    }
  }

  private void take(ChannelHandlerContext context, HttpRequest request) {
    Optional<FullHttpResponse> answer =
        underWay == 0 && context.channel().isWritable() ? report.answer(request) : Optional.empty();
    if (answer.isEmpty()) {
      underWay++;
      context.fireChannelRead(request);
      return;
    }
    skipping = !(request instanceof LastHttpContent);
    ReferenceCountUtil.release(request);
    written = true;
    context.write(answer.get(), context.voidPromise());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    if (written) {
      written = false;
      context.flush();
    }
    context.fireChannelReadComplete();
  }

  /** What comes by here answers a request that went the long way. */
  @Override
  public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
    if (message instanceof HttpResponse response) {
      answering = response.status().codeClass() != HttpStatusClass.INFORMATIONAL;
    }
    if (answering && message instanceof LastHttpContent) {
      answering = false;
      underWay--;
    }
    context.write(message, promise);
  }
}
