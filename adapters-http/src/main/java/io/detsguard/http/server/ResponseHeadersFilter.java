package io.detsguard.http.server;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Adds to every answer what keeps browsers from guessing its type; to those of the API what keeps
 * caches from storing it; to pages and their assets what a browser may do with them: run and fetch
 * what comes from here and nothing else, and be part of no other page. Outermost, so that refusals
 * of other filters get them as well.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class ResponseHeadersFilter implements Ordered {
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
          + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  @ResponseFilter
  void addHeaders(HttpRequest<?> request, MutableHttpResponse<?> response) {
    MutableHttpHeaders headers = response.getHeaders();
    headers.set("X-Content-Type-Options", "nosniff");
    if (request.getPath().startsWith("/api/")) {
      headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
    } else {
      setUnlessSet(headers, "Content-Security-Policy", CONTENT_POLICY);
      // Not "no-referrer": with that, a browser sends the login form with the origin "null".
      setUnlessSet(headers, "Referrer-Policy", "same-origin");
      headers.set("Cross-Origin-Opener-Policy", "same-origin");
      headers.set("Cross-Origin-Resource-Policy", "same-origin");
    }
  }

  /** A page may have rules of its own. */
  private static void setUnlessSet(MutableHttpHeaders headers, String name, String value) {
    if (!headers.contains(name)) {
      headers.set(name, value);
    }
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }
}
