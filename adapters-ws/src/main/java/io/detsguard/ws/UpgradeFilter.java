package io.detsguard.ws;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.exceptions.HttpStatusException;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Refuses what must not become a socket, while there still is an HTTP request to answer. Runs
 * before the check of token or session, so that a stranger's page learns nothing about either.
 *
 * <p>Looks at every upgrade, whatever its path: the router takes a path with a slash at its end for
 * the same one, a filter's pattern does not.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class UpgradeFilter implements Ordered {
  private static final String VERSION = "13";

  /** Sixteen bytes in Base64: what a key must be. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9+/]{22}==");

  private final OriginRule origins;
  private final DashboardClients clients;

  UpgradeFilter(SocketSettings settings, DashboardClients clients) {
    this.origins = new OriginRule(settings.allowedOrigins());
    this.clients = clients;
  }

  /**
   * Lets the request pass or answers it: 403 for another origin, 426 and 400 for a handshake that
   * the framework would fail on, 503 when there are as many clients as there may be.
   */
  @RequestFilter
  void check(HttpRequest<?> request) {
    HttpHeaders headers = request.getHeaders();
    if (!isUpgrade(headers)) {
      return;
    }
    if (!origins.admits(headers.getAll(HttpHeaders.ORIGIN), headers.getAll(HttpHeaders.HOST))) {
      throw new HttpStatusException(HttpStatus.FORBIDDEN, "This page may not open a socket here.");
    }
    checkHandshake(headers);
    if (!clients.hasRoom()) {
      throw new HttpStatusException(
          HttpStatus.SERVICE_UNAVAILABLE, "There are as many dashboards as there may be.");
    }
  }

  private static boolean isUpgrade(HttpHeaders headers) {
    return headers.getAll(HttpHeaders.UPGRADE).stream()
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains("websocket"));
  }

  private static void checkHandshake(HttpHeaders headers) {
    if (!VERSION.equals(headers.get(HttpHeaders.SEC_WEBSOCKET_VERSION))) {
      throw new HttpStatusException(
          HttpStatus.UPGRADE_REQUIRED, "The socket speaks version 13 of the protocol.");
    }
    String key = headers.get(HttpHeaders.SEC_WEBSOCKET_KEY);
    if (key == null || !KEY.matcher(key).matches()) {
      throw new HttpStatusException(
          HttpStatus.BAD_REQUEST, "Sec-WebSocket-Key has to be sixteen bytes in Base64.");
    }
  }

  @Override
  public int getOrder() {
    return ServerFilterPhase.SECURITY.before();
  }
}
