package io.detsguard.http.shortcut;

import static io.detsguard.http.server.ConnectionGuardInstaller.LAST_GUARD;

import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;

/**
 * Puts a {@link HealthShortcut} into the pipeline of every HTTP/1 connection, behind its guards.
 */
@Singleton
final class ShortcutInstaller
    implements BeanCreatedEventListener<NettyServerCustomizer.Registry>, NettyServerCustomizer {
  private final Provider<ReportAtHand> report;

  /**
   * @param report asked for with the first connection, when the use cases are there
   */
  ShortcutInstaller(Provider<ReportAtHand> report) {
    this.report = report;
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(this);
    return event.getBean();
  }

  @Override
  public NettyServerCustomizer specializeForChannel(Channel channel, ChannelRole role) {
    return role == ChannelRole.CONNECTION ? new ShortConnection(channel.pipeline()) : this;
  }

  private final class ShortConnection implements NettyServerCustomizer {
    private final ChannelPipeline pipeline;

    private ShortConnection(ChannelPipeline pipeline) {
      this.pipeline = pipeline;
    }

    @Override
    public void onStreamPipelineBuilt() {
      String codec = ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC;
      if (pipeline.get(codec) != null) {
        String anchor = pipeline.get(LAST_GUARD) == null ? codec : LAST_GUARD; // it may come later
        pipeline.addAfter(anchor, "health-shortcut", new HealthShortcut(report.get()));
      }
    }
  }
}
