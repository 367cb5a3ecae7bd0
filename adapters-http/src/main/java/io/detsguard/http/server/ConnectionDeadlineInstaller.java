package io.detsguard.http.server;

import io.detsguard.http.HttpSettings;
import io.detsguard.http.problem.Problem;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.micronaut.http.server.netty.NettyServerCustomizer;
import io.micronaut.json.JsonMapper;
import io.netty.channel.Channel;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Gives every HTTP/1 connection its {@link ConnectionDeadlineHandler}. */
@Singleton
final class ConnectionDeadlineInstaller
    implements BeanCreatedEventListener<NettyServerCustomizer.Registry> {
  private final ConnectionDeadlines deadlines;
  private final ConnectionDeadlineHandler.TimeoutAnswer timeoutAnswer;

  ConnectionDeadlineInstaller(HttpSettings settings, JsonMapper json) {
    this.deadlines = settings.deadlines();
    this.timeoutAnswer = timeoutAnswer(json);
  }

  private static ConnectionDeadlineHandler.TimeoutAnswer timeoutAnswer(JsonMapper json) {
    Problem problem = Problem.of(HttpStatus.REQUEST_TIMEOUT, "The request did not arrive in time.");
    try {
      return new ConnectionDeadlineHandler.TimeoutAnswer(
          Problem.MEDIA_TYPE, json.writeValueAsBytes(problem));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public NettyServerCustomizer.Registry onCreated(
      BeanCreatedEvent<NettyServerCustomizer.Registry> event) {
    event.getBean().register(new Installation(null));
    return event.getBean();
  }

  private final class Installation implements NettyServerCustomizer {
    private final Channel channel;

    private Installation(Channel channel) {
      this.channel = channel;
    }

    @Override
    public NettyServerCustomizer specializeForChannel(Channel connection, ChannelRole role) {
      return role == ChannelRole.CONNECTION ? new Installation(connection) : this;
    }

    @Override
    public void onStreamPipelineBuilt() {
      // HTTP/2 has no codec of that name: it multiplexes, and has limits of its own.
      if (channel.pipeline().get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null) {
        channel
            .pipeline()
            .addAfter(
                ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC,
                "connection-deadlines",
                new ConnectionDeadlineHandler(deadlines, timeoutAnswer));
      }
    }
  }
}
