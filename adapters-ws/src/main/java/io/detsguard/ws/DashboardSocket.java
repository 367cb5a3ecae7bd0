package io.detsguard.ws;

import io.detsguard.application.port.in.SocketSubprotocol;
import io.detsguard.ws.wire.MessageCodec;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/**
 * The dashboard's socket. On open the whole state, then events; a client may ask for the state
 * again. What a client is sent and when is the business of {@link DashboardClient}, which messages
 * get here that of {@link IncomingFrames}.
 *
 * <p>Methods run on event loops and must not wait.
 */
@ServerWebSocket(value = DashboardSocket.PATH, subprotocols = SocketSubprotocol.NAME)
@Secured(SecurityRule.IS_AUTHENTICATED)
final class DashboardSocket {
  static final String PATH = "/ws/dashboard";

  /** Bytes in a frame from a client; the longest that we expect has thirty. */
  static final int LONGEST_FRAME = 4096;

  /**
   * What the kernel may hold for one client. Left alone it grows to megabytes, so that a client
   * that never reads would be noticed late and cost much.
   */
  private static final int KERNEL_BUFFER_BYTES = 128 * 1024;

  private static final String CLIENT = "client";

  private final DashboardClients clients;
  private final DashboardPublisher publisher;
  private final SocketSettings settings;
  private final MessageCodec codec;

  DashboardSocket(
      DashboardClients clients,
      DashboardPublisher publisher,
      SocketSettings settings,
      MessageCodec codec) {
    this.clients = clients;
    this.publisher = publisher;
    this.settings = settings;
    this.codec = codec;
  }

  /**
   * Takes the client in first and has a state read then: the other way round, what happens in
   * between would be missed.
   */
  @OnOpen
  void open(WebSocketSession session, HttpRequest<?> request) {
    DashboardClient client = new DashboardClient(settings, publisher::askForState);
    session.put(CLIENT, client);
    Channel channel = channelOf(request);
    channel.config().setOption(ChannelOption.SO_SNDBUF, KERNEL_BUFFER_BYTES);
    // At this point the framework's own handler is not in the pipeline yet and nothing has been
    // read: no frame gets past ours.
    channel
        .pipeline()
        .addAfter("wsdecoder", IncomingFrames.NAME, new IncomingFrames(client, settings));
    channel.eventLoop().execute(() -> join(client));
  }

  private void join(DashboardClient client) {
    if (clients.join(client)) {
      client.wantState();
    }
  }

  /** Serves a text from outside: a whole message, of bounded length. */
  @OnMessage(maxPayloadLength = LONGEST_FRAME)
  void message(String text, WebSocketSession session) {
    DashboardClient client = session.get(CLIENT, DashboardClient.class).orElseThrow();
    if (codec.isSnapshotRequest(text)) {
      client.wantState();
    } else {
      client.answer(
          codec.error(client.seen(), "Expected a message {\"type\":\"request_snapshot\"}."));
    }
  }

  /**
   * The framework offers no other way to the channel. Without it, a session would have to be sent
   * text that it converts, copies and frames for each client.
   */
  private static Channel channelOf(HttpRequest<?> request) {
    return ((NettyHttpRequest<?>) request).getChannelHandlerContext().channel();
  }
}
