package io.detsguard.http.server;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Marks requests as undecodable whose address is no URI or whose version is neither 1.0 nor 1.1.
 *
 * <p>Netty's decoder lets them through. Micronaut would then replace a request with a bad address
 * by one without headers, which the security filter refuses for its missing token; marked ones are
 * answered with 400 like all others that cannot be understood, and the connection is closed.
 */
@ChannelHandler.Sharable
final class MalformedRequestGuard extends ChannelInboundHandlerAdapter {
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    if (message instanceof HttpRequest request && request.decoderResult().isSuccess()) {
      check(request);
    }
    context.fireChannelRead(message);
  }

  private static void check(HttpRequest request) {
    try {
      new URI(request.uri());
    } catch (URISyntaxException e) {
      reject(request, e);
    }
    if (!isKnown(request.protocolVersion())) {
      reject(request, new IllegalArgumentException("version of HTTP"));
      request.setProtocolVersion(HttpVersion.HTTP_1_1);
    }
  }

  private static boolean isKnown(HttpVersion version) {
    return version.equals(HttpVersion.HTTP_1_1) || version.equals(HttpVersion.HTTP_1_0);
  }

  private static void reject(HttpRequest request, Exception reason) {
    request.setUri("/");
    request.setDecoderResult(DecoderResult.failure(reason));
  }
}
