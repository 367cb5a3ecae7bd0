package io.detsguard.http.security;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie that holds a session's text. Scripts cannot read it, a browser adds it to no request
 * that another site has caused, and over TLS it never travels without.
 */
final class SessionCookie {
  private static final String NAME = "detsguard_session";

  private SessionCookie() {}

  /** The text that a request brings, not yet checked in any way. */
  static Optional<String> of(HttpRequest<?> request) {
    return request.getCookies().findCookie(NAME).map(Cookie::getValue);
  }

  /** The cookie that answers a request. */
  static Cookie holding(String session, Duration longest, HttpRequest<?> request) {
    return Cookie.of(NAME, session)
        .path("/")
        .httpOnly(true)
        .sameSite(SameSite.Strict)
        .secure(request.isSecure())
        .maxAge(longest);
  }

  /** The cookie that makes a browser forget the one it has. */
  static Cookie expired(HttpRequest<?> request) {
    return holding("", Duration.ZERO, request);
  }
}
