package io.detsguard.http.security;

import io.detsguard.application.port.in.SessionsUseCase;
import io.detsguard.domain.access.TokenName;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Turns the session of a request into the name of its token. A request that brings an {@code
 * Authorization} header is judged by that alone.
 */
@Singleton
final class SessionAuthentication implements AuthenticationFetcher<HttpRequest<?>> {
  private static final Map<String, Object> BY_SESSION = Map.of("session", true);

  private final SessionsUseCase sessions;

  SessionAuthentication(SessionsUseCase sessions) {
    this.sessions = sessions;
  }

  /** Whether a caller came in by a session, and so a browser added the credentials by itself. */
  static boolean isBySession(Authentication authentication) {
    return authentication.getAttributes().containsKey("session");
  }

  @Override
  public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
    if (request.getHeaders().contains(HttpHeaders.AUTHORIZATION)) {
      return Mono.empty();
    }
    Optional<String> session = SessionCookie.of(request);
    if (session.isEmpty()) {
      return Mono.empty();
    }
    try {
      return Mono.justOrEmpty(sessions.recognise(session.get()).map(SessionAuthentication::of));
    } catch (IOException e) {
      return Mono.error(e);
    }
  }

  private static Authentication of(TokenName name) {
    return Authentication.build(name.value(), BY_SESSION);
  }
}
