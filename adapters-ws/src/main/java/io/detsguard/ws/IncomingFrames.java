package io.detsguard.ws;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands between the framework's frame decoder and its WebSocket handler, and lets nothing through
 * but whole text messages, not too many and in UTF-8. Pings, pongs and closes are served here.
 *
 * <p>The framework alone would collect the fragments of a message without any bound, accept text
 * that is none, leave a close unanswered (a browser then reports 1006), and write an error with a
 * stack trace to the log for each frame that a stranger garbled.
 */
final class IncomingFrames extends SimpleChannelInboundHandler<WebSocketFrame> {
  /** Where it stands in the pipeline. */
  static final String NAME = "dashboard-frames";

  private static final Logger LOG = LoggerFactory.getLogger(IncomingFrames.class);

  private final DashboardClient client;
  private final int messagesPerSecond;
  private MessageRate rate;

  IncomingFrames(DashboardClient client, SocketSettings settings) {
    this.client = client;
    this.messagesPerSecond = settings.messagesPerSecond();
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    rate = new MessageRate(messagesPerSecond, nanoTime(context));
    client.attach(context);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    if (frame instanceof CloseWebSocketFrame close) {
      client.closedByClient(close);
    } else if (!client.isClosing()) {
      receive(context, frame);
    }
  }

  private void receive(ChannelHandlerContext context, WebSocketFrame frame) {
    if (!rate.allows(nanoTime(context))) {
      refuse(WebSocketCloseStatus.POLICY_VIOLATION, "too many messages");
    } else if (frame.rsv() != 0) {
      refuse(WebSocketCloseStatus.PROTOCOL_ERROR, "no extension was agreed on");
    } else if (!frame.isFinalFragment()) {
      refuse(WebSocketCloseStatus.MESSAGE_TOO_BIG, "a message is one frame");
    } else {
      receiveWhole(context, frame);
    }
  }

  private void receiveWhole(ChannelHandlerContext context, WebSocketFrame frame) {
    switch (frame) {
      case TextWebSocketFrame text -> receiveText(context, text);
      case PingWebSocketFrame ping -> answer(context, ping);
      case PongWebSocketFrame _ -> client.answered();
      case BinaryWebSocketFrame _ ->
          refuse(WebSocketCloseStatus.INVALID_MESSAGE_TYPE, "messages are text");
      default -> refuse(WebSocketCloseStatus.MESSAGE_TOO_BIG, "a message is one frame");
    }
  }

  private void receiveText(ChannelHandlerContext context, TextWebSocketFrame text) {
    if (ByteBufUtil.isText(text.content(), StandardCharsets.UTF_8)) {
      context.fireChannelRead(text.retain());
    } else {
      refuse(WebSocketCloseStatus.INVALID_PAYLOAD_DATA, "text is UTF-8");
    }
  }

  /** A client that does not read is not given more to read. */
  private static void answer(ChannelHandlerContext context, PingWebSocketFrame ping) {
    if (context.channel().isWritable()) {
      context.writeAndFlush(new PongWebSocketFrame(ping.content().retain()), context.voidPromise());
    }
  }

  private void refuse(WebSocketCloseStatus status, String reason) {
    client.close(status.code(), reason);
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    client.writabilityChanged();
    context.fireChannelWritabilityChanged();
  }

  /** Decoders close the channel themselves when they cannot go on, and say why. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    if (cause instanceof DecoderException || cause instanceof IOException) {
      LOG.debug("a dashboard's connection ended: {}", cause.toString());
      if (cause instanceof IOException) {
        context.close();
      }
    } else {
      LOG.error("a dashboard's connection failed", cause);
      refuse(WebSocketCloseStatus.INTERNAL_SERVER_ERROR, "an internal error");
    }
  }

  private static long nanoTime(ChannelHandlerContext context) {
    return context.executor().ticker().nanoTime();
  }
}
