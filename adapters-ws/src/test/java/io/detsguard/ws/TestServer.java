package io.detsguard.ws;

import io.detsguard.domain.event.GuardEvent;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** The socket on a real server with a port of its own, between doubles of its ports. */
final class TestServer implements AutoCloseable {
  static final Instant NOW = Instant.ofEpochMilli(1_770_820_200_000L);

  final ScriptedState state = new ScriptedState();
  final ScriptedBackups backups = new ScriptedBackups();
  private final ApplicationContext context;
  private final EmbeddedServer server;

  TestServer(SocketSettings settings) {
    context =
        ApplicationContext.builder()
            .properties(Map.of("micronaut.server.port", -1, "micronaut.server.host", "127.0.0.1"))
            .singletons(settings, state, backups)
            .banner(false)
            .build();
    context.registerSingleton(InstantSource.class, InstantSource.fixed(NOW));
    context.start();
    server = context.getBean(EmbeddedServer.class).start();
  }

  int port() {
    return server.getPort();
  }

  URI uri() {
    return URI.create("ws://127.0.0.1:" + port() + DashboardSocket.PATH);
  }

  void publish(GuardEvent event) {
    context.getBean(DashboardPublisher.class).publish(event);
  }

  DashboardClients clients() {
    return context.getBean(DashboardClients.class);
  }

  @Override
  public void close() {
    state.letGo();
    context.close();
  }
}
