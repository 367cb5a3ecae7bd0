package io.detsguard.http.server;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;

/** Puts handlers into the pipeline of every HTTP/1 connection, once it is built. */
public abstract class ConnectionCustomizer
    implements BeanCreatedEventListener<NettyServerCustomizer.Registry>, NettyServerCustomizer {

  /**
   * Adds the handlers.
   *
   * @param codec the name of the handler behind which requests and answers pass as messages
   */
  protected abstract void customize(ChannelPipeline pipeline, String codec);

  @Override
  public final NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(this);
    return event.getBean();
  }

  @Override
  public final NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
    return role == ChannelRole.CONNECTION ? new Connection(channel.pipeline()) : this;
  }

  private final class Connection implements NettyServerCustomizer {
    private final ChannelPipeline pipeline;

    private Connection(ChannelPipeline pipeline) {
      this.pipeline = pipeline;
    }

    @Override
    public void onStreamPipelineBuilt() {
      String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
      // HTTP/2 has no codec of that name: it multiplexes, and has limits of its own.
      if (pipeline.get(codec) != null) {
        customize(pipeline, codec);
      }
    }
  }
}
