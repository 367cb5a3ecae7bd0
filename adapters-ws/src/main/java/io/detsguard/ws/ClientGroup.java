package io.detsguard.ws;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The clients of one event loop. A message for thousands of them is one task of the loop, not one
 * each; and since tasks run in order, so do messages.
 */
final class ClientGroup {
  private static final Duration LONGEST_ROUND = Duration.ofSeconds(1);
  private static final int ROUNDS_IN_A_PING = 5;

  private final EventLoop loop;
  private final Set<DashboardClient> clients = new LinkedHashSet<>();
  private final long roundNanos;
  private Future<?> rounds;

  ClientGroup(EventLoop loop, SocketSettings settings) {
    this.loop = loop;
    this.roundNanos =
        Math.min(LONGEST_ROUND.toNanos(), settings.pingInterval().toNanos() / ROUNDS_IN_A_PING);
  }

  /** Takes a client in until its channel closes. To be called on the event loop. */
  void add(DashboardClient client) {
    clients.add(client);
    client.channel().closeFuture().addListener(_ -> remove(client));
    if (clients.size() == 1) {
      rounds =
          loop.scheduleWithFixedDelay(
              () -> now(DashboardClient::lookAfter), roundNanos, roundNanos, TimeUnit.NANOSECONDS);
    }
  }

  private void remove(DashboardClient client) {
    if (clients.remove(client) && clients.isEmpty()) {
      rounds.cancel(false);
    }
  }

  /** Does something with every client, soon. Safe for use by many threads. */
  void each(Consumer<DashboardClient> action) {
    loop.execute(() -> now(action));
  }

  /** Sends a message to every client that is ready for it, soon. Safe for use by many threads. */
  void offer(SharedFrame message) {
    message.retain();
    loop.execute(
        () -> {
          now(client -> client.offer(message));
          message.release();
        });
  }

  /** On a copy: whatever is done to a client may close it, and so change the set. */
  private void now(Consumer<DashboardClient> action) {
    for (DashboardClient client : clients.toArray(new DashboardClient[0])) {
      action.accept(client);
    }
  }
}
