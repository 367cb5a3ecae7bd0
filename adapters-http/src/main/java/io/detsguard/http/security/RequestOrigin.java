package io.detsguard.http.security;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Whose page has caused a request, as the browser says: pages cannot forge what is read here. */
enum RequestOrigin {
  /** A page of this service. */
  SAME,
  /** Some other page, or one that hides its origin. */
  OTHER,
  /** No browser has sent it, or a very old one. */
  UNSAID;

  private static final String FETCH_SITE = "Sec-Fetch-Site";

  static RequestOrigin of(HttpRequest<?> request) {
    HttpHeaders headers = request.getHeaders();
    List<String> sites = headers.getAll(FETCH_SITE);
    if (!sites.isEmpty()) {
      return sites.equals(List.of("same-origin")) ? SAME : OTHER;
    }
    List<String> origins = headers.getAll(HttpHeaders.ORIGIN);
    if (origins.isEmpty()) {
      return UNSAID;
    }
    Optional<String> host = only(headers.getAll(HttpHeaders.HOST));
    return only(origins)
            .filter(origin -> host.filter(name -> is(origin, name)).isPresent())
            .isEmpty()
        ? OTHER
        : SAME;
  }

  /** Whoever sends two hopes that we look at the other one. */
  private static Optional<String> only(List<String> values) {
    return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }

  /** An origin is scheme, host and port; a proxy in front may have taken the scheme's TLS off. */
  private static boolean is(String origin, String host) {
    String authority = host.toLowerCase(Locale.ROOT);
    String lower = origin.toLowerCase(Locale.ROOT);
    return lower.equals("http://" + authority) || lower.equals("https://" + authority);
  }
}
