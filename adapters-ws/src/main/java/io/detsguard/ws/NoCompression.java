package io.detsguard.ws;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.extensions.compression.WebSocketServerCompressionHandler;
import jakarta.inject.Singleton;

/**
 * Takes the compression of WebSocket messages out of the server. Browsers always ask for it. It
 * would give each client an inflater, and with it a way to blow four kilobytes up to four
 * megabytes; and a compressed message could not be the same bytes for all.
 */
@Singleton
final class NoCompression implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    NettyServerCustomizer.Registry registry = event.getBean();
    registry.register(new ForAnyChannel());
    return registry;
  }

  private static final class ForAnyChannel implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
      return new ForOneChannel(channel);
    }
  }

  private record ForOneChannel(Channel channel) implements NettyServerCustomizer {
    @Override
    public NettyServerCustomizer specializeForChannel(Channel other, ChannelRole role) {
      return new ForOneChannel(other);
    }

    @Override
    public void onStreamPipelineBuilt() {
      if (channel.pipeline().get(WebSocketServerCompressionHandler.class) != null) {
        channel.pipeline().remove(WebSocketServerCompressionHandler.class);
      }
    }
  }
}
