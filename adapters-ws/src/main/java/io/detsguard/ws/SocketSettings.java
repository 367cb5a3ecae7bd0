package io.detsguard.ws;

import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The bounds of the dashboard's socket.
 *
 * @param maxClients how many sockets can be open at a time; one more is refused with 503
 * @param messagesPerSecond how many frames a client may send in a second, pings and pongs included;
 *     one more closes its socket with 1008
 * @param pingInterval time between two pings of one client; a third one is not sent while two are
 *     unanswered: the client is gone then, and closed with 1001
 * @param slowLimit how long a client may take to read what lies ready for it before it is closed
 *     with 1013
 * @param closeGrace how long a client has to answer a close before the connection is cut
 * @param allowedOrigins further origins than the server's own whose pages may open a socket, such
 *     as {@code https://dash.example.org}
 */
public record SocketSettings(
    int maxClients,
    int messagesPerSecond,
    Duration pingInterval,
    Duration slowLimit,
    Duration closeGrace,
    Set<String> allowedOrigins) {

  /**
   * 10,000 clients, 10 messages a second, a ping each 30 s, 10 s to catch up, 1 s to answer a
   * close, the server's own origin alone.
   */
  public static final SocketSettings DEFAULT =
      new SocketSettings(
          10_000,
          10,
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Duration.ofSeconds(1),
          Set.of());

  public SocketSettings {
    if (maxClients < 1 || messagesPerSecond < 1) {
      throw new IllegalArgumentException(
          "at least one client and one message: " + maxClients + ", " + messagesPerSecond);
    }
    requirePositive(pingInterval);
    requirePositive(slowLimit);
    requirePositive(closeGrace);
    allowedOrigins =
        allowedOrigins.stream()
            .map(origin -> origin.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  private static void requirePositive(Duration time) {
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("a time that passes: " + time);
    }
  }
}
