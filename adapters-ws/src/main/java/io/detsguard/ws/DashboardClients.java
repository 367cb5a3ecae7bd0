package io.detsguard.ws;

import io.detsguard.application.port.out.ConnectedClients;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * The clients that are connected, in one {@link ClientGroup} for each event loop. Safe for use by
 * many threads.
 */
@Singleton
public final class DashboardClients implements ConnectedClients {
  private final SocketSettings settings;
  private final ConcurrentHashMap<EventLoop, ClientGroup> groups = new ConcurrentHashMap<>();
  private final AtomicInteger count = new AtomicInteger();
  private final CompletableFuture<Void> allGone = new CompletableFuture<>();
  private volatile boolean closed;

  DashboardClients(SocketSettings settings) {
    this.settings = settings;
  }

  @Override
  public int count() {
    return count.get();
  }

  /** Whether one more may connect. */
  boolean hasRoom() {
    return !closed && count.get() < settings.maxClients();
  }

  /**
   * Takes a client in, or closes it when there is no room. To be called on its event loop.
   *
   * @return whether it was taken in
   */
  boolean join(DashboardClient client) {
    boolean fits = count.incrementAndGet() <= settings.maxClients();
    client.channel().closeFuture().addListener(_ -> leave());
    if (!fits) {
      client.close(WebSocketCloseStatus.TRY_AGAIN_LATER.code(), "too many dashboards");
      return false;
    }
    groupOf(client.channel()).add(client);
    if (closed) { // asked last: closeAll may not have found the group yet
      client.close(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE.code(), "shutting down");
    }
    return !closed;
  }

  private void leave() {
    if (count.decrementAndGet() == 0 && closed) {
      allGone.complete(null);
    }
  }

  private ClientGroup groupOf(Channel channel) {
    return groups.computeIfAbsent(channel.eventLoop(), loop -> new ClientGroup(loop, settings));
  }

  /** Does something with every client, on its event loop, after all that was asked for before. */
  void each(Consumer<DashboardClient> action) {
    groups.values().forEach(group -> group.each(action));
  }

  /** Sends a message to every client that is ready for it. */
  void offer(SharedFrame message) {
    if (closed) {
      return; // event loops that have stopped take no more work
    }
    groups.values().forEach(group -> group.offer(message));
  }

  /**
   * Closes every client and waits until all are gone; those that are not by then are cut off. From
   * here on nobody can connect. To be called before the server stops, which by itself would cut
   * them off without a word.
   *
   * @param code of the close frame: 1001 when the service stops
   * @return whether all were gone in time
   */
  public boolean closeAll(int code, Duration limit) throws InterruptedException {
    closed = true;
    if (count.get() == 0) {
      return true;
    }
    each(client -> client.close(code, "the service is going away"));
    try {
      allGone.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      each(client -> client.channel().close());
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("nobody completes this with an exception", e);
    }
  }
}
